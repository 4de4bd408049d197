import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFacts } from '../conclusion';
import { failureKinds } from '../kind';
import type { Failure, ParseFailure, RunVerdict } from '../verdict';
import { writeWhole } from '../write-whole';
import { Attachments } from './attachments';
import { resultOf, runFailureResult } from './result';
import { hooksOf } from './steps';

/**
 * Writes Allure's raw results into a folder that is empty or still to be made: each scenario with its hooks and attachments, what went
 * wrong outside scenarios, the environment and the categories; each file whatever becomes of the others. Allure's own writer waits for
 * the disk after each of more than a thousand.
 *
 * @throws what Node throws when one of them could not be written
 */
export function writeResults(folder: string, run: RunVerdict, facts: RunFacts, root: string): void {
  if (!existsSync(folder)) mkdirSync(folder);
  const failures: unknown[] = [];
  for (const [file, content] of filesOf(run, facts, root)) {
    try {
      writeWhole(join(folder, file), content);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Everything that is written, by the names of the files. */
function filesOf(run: RunVerdict, facts: RunFacts, root: string): ReadonlyMap<string, string | Buffer> {
  const now = Date.now();
  const attachments = new Attachments();
  const scenarios = run.scenarios.map((scenario) => {
    const result = resultOf(scenario, root, now, attachments);
    return { result, hooks: hooksOf(scenario, result.uuid, root, attachments) };
  });
  const failures = [...run.hookFailures, ...run.parseFailures.map(asFailure)];
  const results = [
    ...scenarios.map(({ result }) => result),
    ...failures.map((failure) => runFailureResult(failure, root, now)),
  ];
  return new Map<string, string | Buffer>([
    ...results.map((result) => [`${result.uuid}-result.json`, textOf(result)] as const),
    ...scenarios.map(({ hooks }) => [`${hooks.uuid}-container.json`, textOf(hooks)] as const),
    ...attachments.files,
    ['environment.properties', environment(facts)],
    ['categories.json', textOf(categories)],
  ]);
}

function environment({ cloud, release, defect, seed, microversions }: RunFacts): string {
  const versions = Object.entries(microversions).map(([service, version]) => [`microversion.${service}`, version]);
  return [['cloud', cloud], ['release', release], ['defect', defect ?? 'none'], ...versions, ['seed', String(seed)]]
    .map(([name, value]) => `${name ?? ''} = ${value ?? ''}\n`)
    .join('');
}

function asFailure({ uri, line, message }: ParseFailure): Failure {
  return { where: `${uri}:${line} is no Gherkin`, outcome: 'undefined', message };
}

/** Whose matter each result is that did not pass: no result belongs to two. */
const categories = [
  ...failureKinds.map((kind) => ({
    name: kind.replace(/^./, (letter) => letter.toUpperCase()),
    matchedStatuses: ['failed', 'broken'],
    traceRegex: `${kind}\n[\\s\\S]*`,
  })),
  { name: 'The cloud does not offer it', matchedStatuses: ['skipped'], messageRegex: 'skipped: .*' },
  { name: 'About another release', matchedStatuses: ['skipped'], messageRegex: 'not applicable: .*' },
];

function textOf(content: unknown): string {
  return JSON.stringify(content, null, 1);
}
