import { HookType, parseEnvelope, PickleStepType, TestStepResultStatus, TimeConversion } from '@cucumber/messages';
import type { Envelope, Pickle, TestRunHookFinished, TestStep, TestStepResult } from '@cucumber/messages';
import { scenarioId } from '../scenario-id';
import { Attempt, attemptIn, type AttemptedStep } from './attempt';
import { MessageIndex, type ScenarioPlace } from './message-index';
import type { Failure, Outcome, ParseFailure, RunVerdict, ScenarioVerdict, Stage, StepVerdict } from './verdict';

/** The nearest existing steps to one that no step definition matches, best first. */
export type NearestSteps = (text: string, stage: Stage | undefined) => readonly string[];

/** The verdicts on a run, from all messages that cucumber sent in it. */
export function judge(envelopes: readonly Envelope[], nearestSteps: NearestSteps = () => []): RunVerdict {
  const record = new RunRecord(nearestSteps);
  for (const envelope of envelopes) {
    record.add(envelope);
  }
  return record.verdict();
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
    const { testCaseStarted, testCaseFinished } = envelope;
    if (testCaseStarted !== undefined) this.#attempts.set(testCaseStarted.id, new Attempt(testCaseStarted));
    this.#addAboutRun(envelope);
    const attempt = this.#attempts.get(attemptIn(envelope) ?? '');
    attempt?.add(envelope);
    return testCaseFinished?.willBeRetried === false && attempt !== undefined ? this.#judgeAttempt(attempt) : undefined;
  }

  /** The same message, with what a person has to know of a step that cucumber has no words for: that it is undefined, and what is near. */
  explained(envelope: Envelope): Envelope {
    const { testStepFinished } = envelope;
    if (testStepFinished === undefined || testStepFinished.testStepResult.message !== undefined) return envelope;
    const { testCaseStartedId, testStepId, testStepResult } = testStepFinished;
    const outcome = outcomes[testStepResult.status];
    const testCase = this.#index.testCases.get(this.#attempts.get(testCaseStartedId)?.started.testCaseId ?? '');
    if (testCase === undefined || (outcome !== 'undefined' && outcome !== 'pending')) return envelope;
    const step = testCase.testSteps.find(({ id }) => id === testStepId);
    const { name, stage } = this.#describeStep(this.#pickle(testCase.pickleId), step);
    const told = Object.assign({}, testStepResult, { message: this.#explain(outcome, name, stage) });
    const finished = Object.assign({}, testStepFinished, { testStepResult: told });
    return parseEnvelope(JSON.stringify({ testStepFinished: finished }));
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

  #addRunHook({ testRunHookStartedId, result }: TestRunHookFinished): void {
    if (result.status !== TestStepResultStatus.FAILED) {
      return;
    }
    const hook = this.#index.hooks.get(this.#runHooks.get(testRunHookStartedId) ?? '');
    const kind = hook?.type === HookType.AFTER_TEST_RUN ? 'AfterAll hook' : 'BeforeAll hook';
    this.#hookFailures.push(this.#failure(named(kind, hook?.name), 'failed', result));
  }

  #judgeAttempt(attempt: Attempt): ScenarioVerdict {
    const testCase = this.#index.testCases.get(attempt.started.testCaseId);
    const pickle = this.#pickle(testCase?.pickleId ?? '');
    const told = new Map(testCase?.testSteps.map((step) => [step.id, step]));
    const steps = attempt.steps.map((step) => this.#judgeStep(pickle, told.get(step.testStepId), step));
    const failures = [...steps.flatMap(({ failure }) => failure ?? []), ...brokenOff(attempt, pickle)];
    const seen = new Set<Outcome>([...steps, ...failures].map(({ outcome }) => outcome));
    const worst = worstFirst.find((outcome) => seen.has(outcome)) ?? 'failed';
    const { startedAt } = attempt;
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

  #judgeStep(pickle: Pickle, step: TestStep | undefined, { result, startedAt, attached }: AttemptedStep): StepVerdict {
    const { kind, name, stage } = this.#describeStep(pickle, step);
    const outcome = outcomes[result.status];
    const table = this.#index.tableOf(pickle, step?.pickleStepId ?? '');
    const verdict = { kind, name, outcome, startedAt, seconds: secondsOf(result), ...(table && { table }), attached };
    if (!isFailure(outcome)) return verdict;
    return { ...verdict, failure: { ...this.#failure(name, outcome, result, stage), ...(stage && { stage }) } };
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

  #failure(where: string, outcome: Failure['outcome'], { exception, message }: TestStepResult, stage?: Stage): Failure {
    return {
      where,
      outcome,
      message: exception?.message ?? message ?? this.#explain(outcome, where, stage),
      ...(exception !== undefined && { errorType: exception.type }),
      ...(exception?.stackTrace !== undefined && { stack: exception.stackTrace }),
    };
  }

  #explain(outcome: Failure['outcome'], where: string, stage: Stage | undefined): string {
    if (outcome === 'undefined') {
      const text = where.slice(where.indexOf(' ') + 1);
      const nearest = this.#nearestSteps(text, stage);
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
    const text = this.#index.textOf(pickle);
    const tags = pickle.tags.map(({ name }) => name);
    const id = scenarioId(tags);
    return {
      key: id ?? `${pickle.uri}:${text.line}`,
      ...(id !== undefined && { id }),
      title: pickle.name,
      ...text,
      uri: pickle.uri,
      expected: pickle.steps.filter(({ type }) => type === PickleStepType.OUTCOME).map(({ text: said }) => said),
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

type Description = 'key' | 'id' | 'title' | 'uri' | 'expected' | 'tags' | keyof ScenarioPlace;

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
