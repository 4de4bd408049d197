import { join } from 'node:path';
import { checkBy } from '../check';
import type { RunFacts } from '../reporting/conclusion';
import { readKept, type Kept } from '../reporting/kept-file';
import type { FailedReport } from '../reporting/reports';
import { didRun, type Outcome, type RunVerdict } from '../reporting/verdict';
import { replaceWhole } from '../reporting/write-whole';
import { ConfigurationProblem } from './configuration-problem';
import type { GateOptions } from './options';
import { choiceOf } from './selection';
import { shownPath } from './shown-path';
import type { Surroundings } from './task';

/** The file that says what has failed and has not passed since, for each cloud by itself. */
const failedFile = 'failed.json';

/** The ids of scenarios, by the cloud on which they failed. */
type FailedOnClouds = Readonly<Record<string, readonly string[]>>;

type CloudFacts = Pick<RunFacts, 'cloud' | 'release'> & { readonly defect?: string | undefined };

const isFailed = checkBy<FailedOnClouds>({
  type: 'object',
  additionalProperties: { type: 'array', items: { type: 'string', pattern: '^LD-\\d+(\\.[\\w-]+)?$' } },
});

/**
 * The options with those scenarios alone that failed and have not passed since.
 * Throws {@link ConfigurationProblem} when there are none, or when it cannot be read which.
 */
export function withFailedOnly(options: GateOptions, facts: CloudFacts, reports: string): GateOptions {
  const kept = readFailed(reports);
  if ('unusable' in kept)
    throw new ConfigurationProblem(`${kept.unusable}. Mend it, or remove it and run everything once`);
  const failed = kept.content ?? {};
  const ids = failed[cloudOf(facts)] ?? [];
  if (ids.length === 0) throw new ConfigurationProblem(nothingFailed(failed, facts));
  const tags = ids.map((id) => `@${id}`).join(' or ');
  return { ...options, tags: options.tags === undefined ? tags : `(${options.tags}) and (${tags})` };
}

/**
 * Keeps what has failed in the folder of the reports: a scenario stays there until it passes, and until a run of everything does not
 * have it any more. What is no such file is told, and made anew. Returns why it cannot be written, if so.
 */
export function rememberFailed(
  reports: string,
  run: RunVerdict,
  {
    options,
    facts,
    print,
  }: { readonly options: GateOptions; readonly facts: CloudFacts } & Pick<Surroundings, 'print'>,
): readonly FailedReport[] {
  if (!run.scenarios.some(didRun)) return [];
  const cloud = cloudOf(facts);
  const outcomes = new Map(run.scenarios.flatMap(({ id, outcome }) => (id === undefined ? [] : [[id, outcome]])));
  const kept = readFailed(reports);
  if ('unusable' in kept) print(`\n${kept.unusable}. What failed before this run is forgotten\n`);
  const before = 'unusable' in kept ? {} : (kept.content ?? {});
  const known =
    options.shard === undefined && choiceOf(options) === 'everything'
      ? [...outcomes.keys()]
      : [...outcomes.keys(), ...(before[cloud] ?? [])];
  const isLeft = (id: string): boolean => {
    const outcome = outcomes.get(id);
    return outcome === undefined || outcome === 'skipped' ? before[cloud]?.includes(id) === true : red.has(outcome);
  };
  const ids = [...new Set(known)]
    .filter(isLeft)
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const { [cloud]: _, ...others } = before;
  const file = join(reports, failedFile);
  try {
    replaceWhole(file, `${JSON.stringify(ids.length === 0 ? others : { ...others, [cloud]: ids }, undefined, 2)}\n`);
    return [];
  } catch (error) {
    return [{ file, error }];
  }
}

const red: ReadonlySet<Outcome> = new Set(['failed', 'undefined', 'pending', 'ambiguous', 'not run']);

/** The options that name the cloud, beside which nothing of another one counts. */
function cloudOf({ cloud, release, defect }: CloudFacts): string {
  const broken = defect === undefined || cloud !== 'embedded' ? '' : ` --defect ${defect}`;
  return `--cloud ${cloud} --release ${release}${broken}`;
}

function nothingFailed(failed: FailedOnClouds, facts: CloudFacts): string {
  const others = Object.entries(failed).map(([cloud, ids]) => `${ids.length} with ${cloud}`);
  const elsewhere = others.length === 0 ? '' : `; what failed elsewhere: ${others.join(', ')}`;
  return `there is nothing to run again: no scenario has failed last with ${cloudOf(facts)}${elsewhere}`;
}

/** What a file says that is of no use begins with its name. */
function readFailed(reports: string): Kept<FailedOnClouds> {
  const file = join(reports, failedFile);
  const kept = readKept(file, isFailed, '{"--cloud embedded --release 2025.1":["LD-1"]}');
  return 'unusable' in kept ? { unusable: `${shownPath(file)} ${kept.unusable}` } : kept;
}
