import { HookType, TestStepResultStatus, TimeConversion } from '@cucumber/messages';
import type {
  Envelope,
  Pickle,
  TestCaseStarted,
  TestRunHookFinished,
  TestStep,
  TestStepResult,
  Timestamp,
} from '@cucumber/messages';
import { MessageIndex } from './message-index';
import { readSkipMarker } from './skip-marker';
import type { Skip } from './skip-marker';
import type { Failure, Outcome, ParseFailure, RunVerdict, ScenarioVerdict, StepVerdict } from './verdict';

/** The nearest existing steps to a text that no step definition matches, best first. */
export type NearestSteps = (text: string, expressions: readonly string[]) => readonly string[];

/** The verdicts on a run, from all messages that cucumber sent in it. */
export function judge(envelopes: readonly Envelope[], nearestSteps: NearestSteps = () => []): RunVerdict {
  const record = new RunRecord(nearestSteps);
  for (const envelope of envelopes) {
    record.add(envelope);
  }
  return record.verdict();
}

interface StepResult {
  readonly testStepId: string;
  readonly result: TestStepResult;
}

interface Attempt {
  readonly started: TestCaseStarted;
  readonly results: StepResult[];
  skip?: Skip;
  finishedAt?: number;
}

const outcomes: Readonly<Record<TestStepResult['status'], Outcome>> = {
  UNKNOWN: 'failed',
  PASSED: 'passed',
  SKIPPED: 'skipped',
  PENDING: 'pending',
  UNDEFINED: 'undefined',
  AMBIGUOUS: 'ambiguous',
  FAILED: 'failed',
};

const worstFirst: readonly Outcome[] = ['failed', 'ambiguous', 'undefined', 'pending', 'skipped', 'passed'];

const noReason = 'no reason was given';

/** Takes cucumber's messages one by one and knows the verdicts on what they told so far. */
export class RunRecord {
  readonly #index = new MessageIndex();
  readonly #attempts = new Map<string, Attempt>();
  readonly #runHooks = new Map<string, string>();
  readonly #hookFailures: Failure[] = [];
  readonly #parseFailures: ParseFailure[] = [];
  readonly #nearestSteps: NearestSteps;

  constructor(nearestSteps: NearestSteps = () => []) {
    this.#nearestSteps = nearestSteps;
  }

  /** Takes a message in. Returns the scenario's verdict when the message ends its last attempt. */
  add(envelope: Envelope): ScenarioVerdict | undefined {
    this.#index.add(envelope);
    const { testCaseStarted, testStepFinished, testCaseFinished, attachment } = envelope;
    if (testCaseStarted !== undefined) {
      this.#attempts.set(testCaseStarted.id, { started: testCaseStarted, results: [] });
    } else if (testStepFinished !== undefined) {
      const { testStepId, testStepResult: result } = testStepFinished;
      this.#attempts.get(testStepFinished.testCaseStartedId)?.results.push({ testStepId, result });
    } else if (attachment !== undefined) {
      this.#addSkip(attachment.testCaseStartedId, readSkipMarker(attachment));
    } else if (testCaseFinished !== undefined) {
      return this.#finish(
        testCaseFinished.testCaseStartedId,
        testCaseFinished.timestamp,
        testCaseFinished.willBeRetried,
      );
    } else {
      this.#addAboutRun(envelope);
    }
    return undefined;
  }

  /** How many scenarios were selected, as far as cucumber has told: all of them, before the first begins. */
  selected(): number {
    return this.#index.testCases.size;
  }

  /** The verdicts on everything selected, also on what never started or never ended. */
  verdict(): RunVerdict {
    const last = new Map<string, Attempt>();
    for (const attempt of this.#attempts.values()) {
      last.set(attempt.started.testCaseId, attempt);
    }
    const tried = [...last.values()].map((attempt) => this.#judgeAttempt(attempt));
    const untried = [...this.#index.testCases.values()].filter(({ id }) => !last.has(id));
    return {
      scenarios: [...tried, ...untried.map(({ pickleId }) => this.#notRun(this.#pickle(pickleId)))],
      hookFailures: this.#hookFailures,
      parseFailures: this.#parseFailures,
    };
  }

  #addAboutRun({ testRunHookStarted, testRunHookFinished, parseError }: Envelope): void {
    if (testRunHookStarted !== undefined) {
      this.#runHooks.set(testRunHookStarted.id, testRunHookStarted.hookId);
    } else if (testRunHookFinished !== undefined) {
      this.#addRunHook(testRunHookFinished);
    } else if (parseError !== undefined) {
      const { uri = 'a feature file', location } = parseError.source;
      this.#parseFailures.push({ uri, line: location?.line ?? 0, message: parseError.message });
    }
  }

  #addSkip(testCaseStartedId: string | undefined, skip: Skip | undefined): void {
    const attempt = this.#attempts.get(testCaseStartedId ?? '');
    if (attempt !== undefined && skip !== undefined) {
      attempt.skip = skip;
    }
  }

  #addRunHook({ testRunHookStartedId, result }: TestRunHookFinished): void {
    if (result.status !== TestStepResultStatus.FAILED) {
      return;
    }
    const hook = this.#index.hooks.get(this.#runHooks.get(testRunHookStartedId) ?? '');
    const kind = hook?.type === HookType.AFTER_TEST_RUN ? 'AfterAll hook' : 'BeforeAll hook';
    this.#hookFailures.push(this.#failure(named(kind, hook?.name), 'failed', result));
  }

  #finish(startedId: string, timestamp: Timestamp, willBeRetried: boolean): ScenarioVerdict | undefined {
    const attempt = this.#attempts.get(startedId);
    if (attempt === undefined) {
      return undefined;
    }
    attempt.finishedAt = TimeConversion.timestampToMillisecondsSinceEpoch(timestamp);
    return willBeRetried ? undefined : this.#judgeAttempt(attempt);
  }

  #judgeAttempt(attempt: Attempt): ScenarioVerdict {
    const testCase = this.#index.testCases.get(attempt.started.testCaseId);
    const pickle = this.#pickle(testCase?.pickleId ?? '');
    const steps = attempt.results.map(({ testStepId, result }) =>
      this.#judgeStep(
        pickle,
        testCase?.testSteps.find(({ id }) => id === testStepId),
        result,
      ),
    );
    const failures = [...steps.flatMap(({ failure }) => failure ?? []), ...brokenOff(attempt, pickle)];
    const seen = new Set<Outcome>([...steps, ...failures].map(({ outcome }) => outcome));
    const worst = worstFirst.find((outcome) => seen.has(outcome)) ?? 'failed';
    const startedAt = TimeConversion.timestampToMillisecondsSinceEpoch(attempt.started.timestamp);
    return {
      ...this.#describe(pickle),
      outcome: worst === 'skipped' ? (attempt.skip?.kind ?? 'skipped') : worst,
      failures,
      ...(worst === 'skipped' && { reason: attempt.skip?.reason ?? noReason }),
      startedAt,
      seconds: ((attempt.finishedAt ?? startedAt) - startedAt) / 1000,
      attempts: attempt.started.attempt + 1,
      steps,
    };
  }

  #judgeStep(pickle: Pickle, step: TestStep | undefined, result: TestStepResult): StepVerdict {
    const { kind, name, stage } = this.#describeStep(pickle, step);
    const outcome = outcomes[result.status];
    const verdict = { kind, name, outcome, seconds: secondsOf(result) };
    if (!isFailure(outcome)) return verdict;
    return { ...verdict, failure: { ...this.#failure(name, outcome, result), ...(stage && { stage }) } };
  }

  #describeStep(pickle: Pickle, { hookId = '', pickleStepId = '' }: Partial<TestStep> = {}): DescribedStep {
    const hook = this.#index.hooks.get(hookId);
    if (hook === undefined) {
      const stage = this.#index.stageOf(pickle, pickleStepId);
      return { kind: 'step', name: this.#index.stepName(pickle, pickleStepId), ...(stage && { stage }) };
    }
    const kind = hook.type === HookType.AFTER_TEST_CASE ? 'After hook' : 'Before hook';
    return { kind, name: named(kind, hook.name), stage: kind };
  }

  #failure(where: string, outcome: Failure['outcome'], { exception, message }: TestStepResult): Failure {
    return {
      where,
      outcome,
      message: exception?.message ?? message ?? this.#explain(outcome, where),
      ...(exception !== undefined && { errorType: exception.type }),
      ...(exception?.stackTrace !== undefined && { stack: exception.stackTrace }),
    };
  }

  #explain(outcome: Failure['outcome'], where: string): string {
    if (outcome === 'undefined') {
      const text = where.slice(where.indexOf(' ') + 1);
      const nearest = this.#nearestSteps(text, this.#index.expressions);
      return ['no step definition matches this step', ...nearest.map((step) => `nearest: ${step}`)].join('\n');
    }
    return outcome === 'pending' ? 'its step definition is not finished (pending)' : 'no message was given';
  }

  #notRun(pickle: Pickle): ScenarioVerdict {
    const [broken] = this.#hookFailures;
    const reason = broken === undefined ? 'the run broke off' : `the ${broken.where} failed`;
    return {
      ...this.#describe(pickle),
      outcome: 'not run',
      failures: [],
      reason,
      startedAt: 0,
      seconds: 0,
      attempts: 0,
      steps: [],
    };
  }

  #describe(pickle: Pickle): Pick<ScenarioVerdict, Description> {
    const place = this.#index.placeOf(pickle);
    const tags = pickle.tags.map(({ name }) => name);
    const id = stableId(tags);
    return {
      key: id ?? `${pickle.uri}:${place.line}`,
      ...(id !== undefined && { id }),
      title: pickle.name,
      ...place,
      uri: pickle.uri,
      tags,
    };
  }

  #pickle(id: string): Pickle {
    const pickle = this.#index.pickles.get(id);
    if (pickle === undefined) {
      throw new Error(`cucumber's messages speak of a pickle ${id} that they did not send`);
    }
    return pickle;
  }
}

type DescribedStep = Pick<StepVerdict, 'kind' | 'name'> & Pick<Failure, 'stage'>;

type Description = 'key' | 'id' | 'title' | 'feature' | 'rule' | 'line' | 'uri' | 'tags';

/** The id among a scenario's tags; a row of an outline has one of its own with a variant, which wins. */
export function stableId(tags: readonly string[]): string | undefined {
  const ids = tags.flatMap((tag) => /^@(LD-\d+(?:\.[\w-]+)?)$/.exec(tag)?.[1] ?? []);
  return ids.findLast((id) => id.includes('.')) ?? ids.at(-1);
}

function isFailure(outcome: Outcome): outcome is Failure['outcome'] {
  return outcome !== 'passed' && outcome !== 'skipped';
}

function brokenOff(attempt: Attempt, pickle: Pickle): Failure[] {
  if (attempt.finishedAt === undefined) {
    return [{ where: pickle.name, outcome: 'failed', message: 'the run broke off in the middle of this scenario' }];
  }
  if (pickle.steps.length === 0) {
    return [{ where: pickle.name, outcome: 'undefined', message: 'the scenario has no steps, so it shows nothing' }];
  }
  return [];
}

function named(kind: string, name: string | undefined): string {
  return name === undefined || name === '' ? kind : `${kind} "${name}"`;
}

function secondsOf({ duration }: TestStepResult): number {
  return TimeConversion.durationToMilliseconds(duration) / 1000;
}
