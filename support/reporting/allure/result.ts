import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { Stage, type Status, type TestResult } from 'allure-js-commons';
import { tellFailures, tellOutcome } from '../failure-text';
import { headlineOfScenario } from '../groups';
import { headlineOf } from '../headline';
import { kindOf, kindOfScenario, type FailureKind } from '../kind';
import type { Failure, ScenarioVerdict } from '../verdict';
import type { Attachments } from './attachments';
import { labelsFor, labelsOfRun, linksFor } from './labels';
import { nameInLists } from './name';
import { identityOf } from './past';
import { allureStatus } from './status';
import { attachedAfter, stepsOf, timesOf } from './steps';

/** The name of the project in package.json, below which Allure's tree has the folders of the features. */
const project = 'local-delete-acceptance';

/**
 * A scenario's verdict as Allure's results have it. Its identity is the scenario's key, so that its history outlives a new title
 * and a new example.
 *
 * @param now when a scenario that was not run is said to have been, in milliseconds since 1970
 */
export function resultOf(
  scenario: ScenarioVerdict,
  root: string,
  now: number,
  attachments: Attachments,
): TestResult & { readonly status: Status } {
  const { key, outcome, description, uri, feature, parameters } = scenario;
  return {
    ...emptyResult(),
    ...identity(key, nameInLists(scenario)),
    ...timesOf({ ...scenario, startedAt: scenario.startedAt || now }),
    status: allureStatus(outcome, kindOfScenario(scenario)),
    statusDetails: detailsOf(scenario, root),
    description,
    titlePath: [project, ...dirname(uri).split('/'), feature],
    parameters: parameters.map((parameter) => ({ ...parameter, excluded: true })),
    labels: labelsFor(scenario),
    links: linksFor(scenario),
    steps: stepsOf(scenario, root, attachments),
    attachments: attachedAfter(scenario).map((attached) => attachments.add(attached)),
  };
}

/** A result for something that went wrong outside all scenarios, such as a BeforeAll hook. */
export function runFailureResult(failure: Failure, root: string, now: number): TestResult {
  const kind = kindOf(failure);
  return {
    ...emptyResult(),
    ...identity(failure.where, failure.where),
    ...timesOf({ startedAt: now, seconds: 0 }),
    status: allureStatus(failure.outcome, kind),
    statusDetails: { message: headlineOf(failure), trace: traceOf(kind, tellFailures([failure], root)) },
    labels: labelsOfRun,
  };
}

/**
 * Allure groups what failed by its message, so that one is the same for all that failed alike. The trace begins with whose matter it is,
 * by which the categories choose, and tells the rest.
 */
function detailsOf(scenario: ScenarioVerdict, root: string): TestResult['statusDetails'] {
  const told = tellOutcome(scenario, root);
  const kind = kindOfScenario(scenario);
  if (kind === undefined) return told === '' ? {} : { message: told };
  return { message: headlineOfScenario(scenario), trace: traceOf(kind, told) };
}

/** The trace of what failed: in its first line whose matter it is. */
function traceOf(kind: FailureKind, told: string): string {
  return `${kind}\n${told}`;
}

function identity(key: string, name: string): Pick<TestResult, 'name' | 'fullName' | 'testCaseId' | 'historyId'> {
  return { name, fullName: key, ...identityOf(key) };
}

function emptyResult(): TestResult {
  return {
    uuid: randomUUID(),
    stage: Stage.FINISHED,
    statusDetails: {},
    steps: [],
    attachments: [],
    parameters: [],
    labels: [],
    links: [],
  };
}
