import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { compareRun, recordRun, type Conformance, type JudgedScenario } from '../conformance/conformance';
import { readListed, type ListedDifference } from '../conformance/listed';
import {
  readRecord,
  recordFile,
  UnreadableRecord,
  writeRecord,
  type ConformanceRecord,
  type Recording,
} from '../conformance/record';
import type { RunParameters } from '../clouds/parameters';
import { tellConformance, tellUnexcused, whatDiffers } from '../conformance/telling';
import type { ConformanceCounts } from '../reporting/conclusion';
import type { Choice } from '../reporting/part';
import type { FailedReport } from '../reporting/reports';
import { didRun, type RunVerdict } from '../reporting/verdict';
import { whyUnwritten } from '../reporting/write-whole';
import type { RunContext } from '../run-context';
import { ConfigurationProblem } from './configuration-problem';

/** What a run does about records of real clouds. */
export type ConformancePlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'record'; readonly file: string; readonly former: ConformanceRecord | undefined }
  | { readonly kind: 'compare'; readonly record: ConformanceRecord; readonly listed: readonly ListedDifference[] };

/** The cloud of a run, and what it is known to be broken by. */
type CloudOfRun = Pick<RunParameters, 'cloud' | 'release' | 'disrupt' | 'background' | 'latency'> & {
  readonly defect?: string | undefined;
};

/** What came of it: a text for the console, and what makes the run red. */
export interface ConformanceOutcome {
  readonly text: string;
  readonly red: readonly string[];
  /** The record, when it could not be written. */
  readonly failed: readonly FailedReport[];
  readonly counts?: ConformanceCounts;
}

/**
 * Decides what a run does about records, and has the scenarios observed for it: a run on a real cloud records when it is told to,
 * one on the healthy embedded cloud compares with the record of its release when there is one. Throws `ConfigurationProblem`.
 */
export function planConformance(
  root: string,
  { parameters, observations }: { readonly parameters: CloudOfRun } & Pick<RunContext, 'observations'>,
  file: string | undefined,
): ConformancePlan {
  const { cloud, release, defect, disrupt, background, latency } = parameters;
  if (file !== undefined) {
    const plan = planRecording(parameters, file);
    observations.want(() => true);
    return plan;
  }
  // Where the suite may disturb less it puts its servers elsewhere than the record's, and by other requests.
  // And a record shows one order of what goes on at the same time, of several that are right.
  const inOrder = background !== 'random' && (latency ?? 0) === 0;
  const alike = cloud === 'embedded' && defect === undefined && disrupt === undefined && inOrder;
  const record = alike ? readable(() => readRecord(recordFile(root, release))) : undefined;
  if (record === undefined) return { kind: 'nothing' };
  observations.want((id) => record.scenarios[id]?.steps !== undefined);
  return { kind: 'compare', record, listed: readable(() => readListed(root)) };
}

/** Carries the plan out when the scenarios have run. `recording` says how the run came about. */
export function settleConformance(
  plan: ConformancePlan,
  run: RunVerdict,
  context: Pick<RunContext, 'interruption' | 'observations'>,
  about: {
    readonly release: string;
    readonly choice: Choice;
    readonly startedAt: number;
    readonly recording: Recording;
  },
): ConformanceOutcome {
  const whole = context.interruption.signal === undefined;
  // What a signal has stopped, or kept from being begun, shows no difference to a record and is no evidence for one.
  const scenarios = run.scenarios.filter((scenario) => whole || didRun(scenario)).flatMap(asJudged);
  const observations = context.observations.all();
  switch (plan.kind) {
    case 'nothing':
      return { text: '', red: [], failed: [] };
    case 'compare': {
      const extent = whole && about.choice === 'everything' ? 'the whole suite' : 'a part';
      const conformance = compareRun(
        plan.record,
        { release: about.release, scenarios, observations, extent },
        plan.listed,
      );
      const problem = whatDiffers(conformance);
      return {
        text: scenarios.length === 0 ? '' : `\n${tellConformance(conformance)}`,
        red: problem === undefined ? [] : [problem],
        failed: [],
        counts: countsOf(conformance),
      };
    }
    case 'record': {
      const startedAt = new Date(about.startedAt).toISOString();
      const record = recordRun(plan.former, { startedAt, recording: about.recording, scenarios, observations });
      const failed = failureOf(plan.file, () => {
        writeRecord(plan.file, record);
      });
      const skipped = scenarios.filter(({ outcome }) => outcome === 'skipped');
      const unrecorded = skipped.map(({ id, reason = 'no reason was given' }) => ({ id, why: reason }));
      const lines = tellUnexcused(unrecorded, scenarios);
      const red = lines.length === 0 ? [] : [`${lines.length} unrecorded without a reason`];
      const recorded = failed.length === 0 ? [`Recorded in ${plan.file}`] : [];
      return { text: `\n${[...lines, ...recorded].join('\n')}\n`, red, failed };
    }
  }
}

function planRecording({ cloud, release, defect }: CloudOfRun, file: string): ConformancePlan {
  if (cloud === 'embedded') {
    throw new ConfigurationProblem(
      '--record keeps what a real cloud showed, and the embedded cloud is none: npm run acceptance:reference -- --record FILE',
    );
  }
  if (defect !== undefined) {
    throw new ConfigurationProblem(
      `--record keeps what a healthy cloud showed, and this one is broken on purpose by ${defect}; ` +
        `npm run reference -- up --release ${release} makes it healthy`,
    );
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw new ConfigurationProblem(`the record cannot be written to ${file}: ${whyUnwritten(error)}`);
  }
  return { kind: 'record', file, former: readable(() => readRecord(file)) };
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnreadableRecord ? new ConfigurationProblem(error.message) : error;
  }
}

function failureOf(file: string, write: () => void): readonly FailedReport[] {
  try {
    write();
    return [];
  } catch (error) {
    return [{ file, error }];
  }
}

function asJudged({ id, outcome, reason, tags }: RunVerdict['scenarios'][number]): readonly JudgedScenario[] {
  return id === undefined ? [] : [{ id, outcome, tags, ...(reason !== undefined && { reason }) }];
}

function countsOf({ release, scenarios, exchanges, differences, listed, unrecorded }: Conformance): ConformanceCounts {
  return {
    release,
    scenarios,
    exchanges,
    differences: differences.length,
    listed: listed.length,
    unrecorded: unrecorded.map(({ id }) => id),
  };
}
