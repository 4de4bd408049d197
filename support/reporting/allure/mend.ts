import { createHash } from 'node:crypto';
import { isMistakeOfSuite, nameOf, tellFailures, tellOutcome } from '../failure-text';
import { skipMediaType } from '../skip-marker';
import type { Outcome, ScenarioVerdict, StepVerdict } from '../verdict';
import { labelsFor, linksFor } from './labels';
import type { AllureAttachment, AllureContainer, AllureResult, AllureStatus, AllureStep } from './result';

/** What Allure calls each outcome: *failed* is what a step says of the cloud, *broken* everything else that is red. */
function allureStatus(outcome: Outcome, cause: 'a step' | 'something else'): AllureStatus {
  switch (outcome) {
    case 'passed':
      return 'passed';
    case 'skipped':
    case 'not applicable':
      return 'skipped';
    case 'failed':
      return cause === 'a step' ? 'failed' : 'broken';
    default:
      return 'broken';
  }
}

/**
 * A scenario's result with the verdict in place of what Allure's writer makes of it, which turns some outcomes green
 * (upstream allure-js #1353 and #1358). Its identity is the scenario's key, so that its history outlives a new title.
 * `attachments` are shown with the scenario itself.
 */
export function mendResult(
  result: AllureResult,
  scenario: ScenarioVerdict,
  root: string,
  attachments: readonly AllureAttachment[] = [],
): AllureResult {
  const details = tellOutcome(scenario, root);
  const verdicts = scenario.steps.filter(({ kind }) => kind === 'step');
  return {
    ...result,
    ...identity(scenario.key, nameOf(scenario)),
    status: statusOf(scenario),
    statusDetails: details === '' ? {} : { message: details },
    labels: labelsFor(scenario),
    links: linksFor(scenario),
    steps: mendSteps(result.steps ?? [], verdicts, root),
    attachments: [...(result.attachments ?? []), ...attachments],
  };
}

/** The hooks around a scenario with their verdicts in place, and without what After hooks attached. */
export function mendContainer(container: AllureContainer, scenario: ScenarioVerdict, root: string): AllureContainer {
  const of = (kind: StepVerdict['kind']) => scenario.steps.filter((step) => step.kind === kind);
  return {
    ...container,
    befores: mendHooks(container.befores, of('Before hook'), root),
    afters: mendHooks(container.afters, of('After hook'), root).map((hook) => ({
      ...hook,
      steps: [],
      attachments: [],
    })),
  };
}

/** A result for what Allure's writer tells nothing of: a scenario that was not run. */
export function untoldResult(scenario: ScenarioVerdict, root: string, now: number): AllureResult {
  return mendResult(emptyResult(scenario.key, now), scenario, root);
}

/** A result for something that went wrong outside all scenarios, such as a BeforeAll hook. */
export function runFailureResult(name: string, message: string, now: number): AllureResult {
  return {
    ...emptyResult(name, now),
    ...identity(name, name),
    status: 'broken',
    statusDetails: { message },
    labels: [
      { name: 'feature', value: 'The run itself' },
      { name: 'suite', value: 'The run itself' },
      { name: 'severity', value: 'blocker' },
      { name: 'outcome', value: 'failed' },
    ],
  };
}

/** What After hooks attached, such as the transcript: it is about the scenario and should not have to be looked for. */
export function attachedAfter({ afters }: AllureContainer): AllureAttachment[] {
  return attachmentsOf(afters).filter(({ type }) => type !== skipMediaType);
}

/** The files of skip markers in a step, a result or a hook: every report tells them in words. */
export function markerFiles(steps: readonly AllureStep[]): string[] {
  return attachmentsOf(steps).flatMap(({ type, source }) => (type === skipMediaType ? source : []));
}

function attachmentsOf(steps: readonly AllureStep[]): AllureAttachment[] {
  return steps.flatMap(({ attachments = [], steps: inner = [] }) => [...attachments, ...attachmentsOf(inner)]);
}

function statusOf({ outcome, failures, steps }: ScenarioVerdict): AllureStatus {
  const worst = failures.find((failure) => failure.outcome === outcome);
  const step = steps.find(({ failure }) => failure !== undefined && failure === worst);
  return step === undefined ? allureStatus(outcome, 'something else') : stepStatus(step);
}

function stepStatus({ kind, outcome, failure }: StepVerdict): AllureStatus {
  const isBroken = kind !== 'step' || (failure !== undefined && isMistakeOfSuite(failure));
  return allureStatus(outcome, isBroken ? 'something else' : 'a step');
}

function mendSteps(steps: readonly AllureStep[], verdicts: readonly StepVerdict[], root: string): AllureStep[] {
  const left = [...verdicts];
  return withoutMarkers(steps).map((step) => {
    const index = left.findIndex(({ name }) => name === step.name);
    return index === -1 ? step : mendStep(step, left.splice(index, 1), root);
  });
}

function mendHooks(hooks: readonly AllureStep[], verdicts: readonly StepVerdict[], root: string): AllureStep[] {
  return hooks.map((hook, index) => mendStep(hook, verdicts.slice(index, index + 1), root));
}

function mendStep(step: AllureStep, [verdict]: readonly StepVerdict[], root: string): AllureStep {
  if (verdict === undefined) {
    return step;
  }
  const { name, failure } = verdict;
  return {
    ...step,
    name,
    status: stepStatus(verdict),
    statusDetails: failure === undefined ? {} : { message: tellFailures([failure], root) },
    stage: 'finished',
    steps: withoutMarkers(step.steps ?? []),
  };
}

/** An attachment has a step of its own in Allure's results. */
function withoutMarkers(steps: readonly AllureStep[]): AllureStep[] {
  return steps.filter(({ attachments = [] }) => attachments.every(({ type }) => type !== skipMediaType));
}

function identity(
  key: string,
  name: string,
): { name: string; fullName: string; testCaseId: string; historyId: string } {
  const hash = createHash('md5').update(key).digest('hex');
  return { name, fullName: key, testCaseId: hash, historyId: hash };
}

function emptyResult(key: string, now: number): AllureResult {
  const uuid = createHash('md5').update(`${key} at ${now}`).digest('hex');
  return {
    uuid,
    name: key,
    stage: 'finished',
    start: now,
    stop: now,
    steps: [],
    attachments: [],
    labels: [],
    links: [],
  };
}
