import { WrongOrder, type TypedOrder } from '../../support/command-line';
import { runTypedCommand } from '../../support/commands/typed-command';
import type { Release } from '../../support/contract/release';
import { offer } from '../../support/nearest';
import { novaDefectNames, type NovaDefect } from '../../support/reference-cloud/nova-defects';
import { defaultReferenceCloudRelease, referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { expectedOf, tagsOf } from './expected';
import { problemsOf, problemsOfGreen } from './problems';
import { acceptance, reference } from './project-commands';

const command = {
  usage: 'npm run test:broken -- [NAME ...] [--release R]',
  does: `Breaks the Nova of the reference cloud by each of these defects in turn (by all that npm run reference -- up --broken list tells),
and looks whether the scenarios that the defect names fail there as on the embedded cloud, and others pass. Then the same
scenarios have to pass on the healthy cloud, which is down in the end.`,
  words: 'any',
  options: {
    release: {
      type: 'string',
      value: 'R',
      like: 'zed',
      help: `of the reference cloud (${defaultReferenceCloudRelease})`,
    },
  },
  exitCodes: '0 each defect was noticed, and nothing else; 1 something was otherwise; 2 the command line is wrong',
} as const;

interface Order {
  readonly defects: readonly NovaDefect[];
  readonly release: Release;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main({ defects, release }: Order): Promise<number> {
  const problems: string[] = [];
  try {
    for (const defect of defects) problems.push(...tell(defect, await tryDefect(defect, release)));
    await reference('down', '--release', release);
    problems.push(...tell('healthy again', await tryHealthy(defects, release)));
  } finally {
    await reference('down', '--release', release);
  }
  print(problems.length === 0 ? `${defects.length} of ${defects.length} noticed` : `${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

async function tryDefect(defect: NovaDefect, release: Release): Promise<readonly string[]> {
  const expected = expectedOf(defect);
  const tags = ['--tags', tagsOf([...expected.red, ...expected.green])];
  const embedded = await acceptance(release, 'embedded', ['--defect', defect, ...tags]);
  await reference('up', '--release', release, '--broken', defect);
  return problemsOf(expected, await acceptance(release, defect, ['--cloud', 'reference', ...tags]), embedded);
}

/** One red scenario of each defect will do: what broke it would break them all. */
async function tryHealthy(defects: readonly NovaDefect[], release: Release): Promise<readonly string[]> {
  const ids = [...new Set(defects.flatMap((defect) => expectedOf(defect).red.slice(0, 1)))];
  await reference('up', '--release', release);
  return problemsOfGreen(ids, await acceptance(release, 'healthy', ['--cloud', 'reference', '--tags', tagsOf(ids)]));
}

function tell(title: string, problems: readonly string[]): readonly string[] {
  print(
    problems.length === 0 ? `${title}: as expected` : problems.map((each) => `${title}: NOT GOOD: ${each}`).join('\n'),
  );
  return problems;
}

function orderOf({ values, words }: TypedOrder<typeof command.options>): Order {
  const { release = defaultReferenceCloudRelease } = values;
  return {
    defects: words.length === 0 ? novaDefectNames : words.map(novaDefectOf),
    release: referenceCloudRelease(release).name,
  };
}

function novaDefectOf(word: string): NovaDefect {
  const known = novaDefectNames.find((name) => name === word);
  if (known === undefined)
    throw new WrongOrder(`a real Nova cannot be broken by ${word}: ${offer(word, novaDefectNames)}`);
  return known;
}

runTypedCommand(command, (order) => main(orderOf(order)));
