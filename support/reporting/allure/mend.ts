import { createHash } from 'node:crypto';
import { nameOf, tellFailures, tellOutcome } from '../failure-text';
import { headlineOfScenario } from '../groups';
import { headlineOf } from '../headline';
import { kindOf, kindOfScenario, type FailureKind } from '../kind';
import { skipMediaType } from '../skip-marker';
import type { Failure, Outcome, ScenarioVerdict, StepVerdict } from '../verdict';
import { labelsFor, linksFor } from './labels';
import type { AllureAttachment, AllureContainer, AllureResult, AllureStatus, AllureStep } from './result';

/** What Allure calls each outcome: *failed* is a promise that the cloud broke, *broken* everything else that is red. */
function allureStatus(outcome: Outcome, kind: FailureKind | undefined): AllureStatus {
  switch (outcome) {
    case 'passed':
      return 'passed';
    case 'skipped':
    case 'not applicable':
      return 'skipped';
    default:
      return kind === 'the cloud broke a promise' ? 'failed' : 'broken';
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
  const verdicts = scenario.steps.filter(({ kind }) => kind === 'step');
  return {
    ...result,
    ...identity(scenario.key, nameOf(scenario)),
    status: allureStatus(scenario.outcome, kindOfScenario(scenario)),
    statusDetails: detailsOf(scenario, root),
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
export function runFailureResult(failure: Failure, root: string, now: number): AllureResult {
  const name = failure.where;
  const kind = kindOf(failure);
  return {
    ...emptyResult(name, now),
    ...identity(name, name),
    status: allureStatus(failure.outcome, kind),
    statusDetails: { message: headlineOf(failure), trace: traceOf(kind, tellFailures([failure], root)) },
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

/**
 * Allure groups what failed by its message, so that one is the same for all that failed alike. The trace begins with whose matter it is,
 * by which the categories choose, and tells the rest.
 */
function detailsOf(scenario: ScenarioVerdict, root: string): { readonly message?: string; readonly trace?: string } {
  const told = tellOutcome(scenario, root);
  const kind = kindOfScenario(scenario);
  if (kind === undefined) return told === '' ? {} : { message: told };
  return { message: headlineOfScenario(scenario), trace: traceOf(kind, told) };
}

/** The trace of what failed: in its first line whose matter it is. */
function traceOf(kind: FailureKind, told: string): string {
  return `${kind}\n${told}`;
}

function stepStatus({ outcome, failure }: StepVerdict): AllureStatus {
  return allureStatus(outcome, failure === undefined ? undefined : kindOf(failure));
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
