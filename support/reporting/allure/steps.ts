import { Stage, type FixtureResult, type StepResult, type TestResultContainer } from 'allure-js-commons';
import { tellFailures } from '../failure-text';
import { kindOf } from '../kind';
import type { Attached, ScenarioVerdict, StepVerdict } from '../verdict';
import type { Attachments } from './attachments';
import { allureStatus } from './status';

/** The steps of a scenario. What a step attached is shown as a step below it. */
export function stepsOf({ steps }: ScenarioVerdict, root: string, attachments: Attachments): StepResult[] {
  return steps.filter(({ kind }) => kind === 'step').map((step) => resultOfStep(step, root, attachments));
}

/** The hooks around a scenario. What an After hook attached is shown with the scenario: {@link attachedAfter}. */
export function hooksOf(
  { steps }: ScenarioVerdict,
  uuid: string,
  root: string,
  attachments: Attachments,
): TestResultContainer {
  const of = (wanted: StepVerdict['kind']) => steps.filter(({ kind }) => kind === wanted);
  return {
    uuid: `${uuid}-hooks`,
    children: [uuid],
    befores: of('Before hook').map((hook) => resultOfStep(hook, root, attachments)),
    afters: of('After hook').map((hook) => resultOfStep({ ...hook, attached: [] }, root, attachments)),
  };
}

/**
 * What After hooks attached, such as the transcript: it is about the scenario and should not have to be looked for. Of what is there as text and
 * as a page Allure shows the page.
 */
export function attachedAfter({ steps }: ScenarioVerdict): readonly Attached[] {
  const all = steps.filter(({ kind }) => kind === 'After hook').flatMap(({ attached }) => attached);
  const pages = new Set(all.filter(({ mediaType }) => mediaType === 'text/html').map(({ name }) => name));
  return all.filter(({ name, mediaType }) => mediaType !== 'text/plain' || !pages.has(name));
}

function resultOfStep(step: StepVerdict, root: string, attachments: Attachments): FixtureResult {
  const { name, outcome, failure, table } = step;
  const times = timesOf(step);
  return {
    name,
    status: allureStatus(outcome, failure === undefined ? undefined : kindOf(failure)),
    statusDetails: failure === undefined ? {} : { message: tellFailures([failure], root) },
    stage: Stage.FINISHED,
    steps: step.attached.map((attached) => ({
      ...emptyStep,
      ...times,
      name: attached.name,
      attachments: [attachments.add(attached)],
    })),
    attachments: table === undefined ? [] : [attachments.add(table)],
    parameters: [],
    ...times,
  };
}

const emptyStep = { statusDetails: {}, stage: Stage.FINISHED, steps: [], parameters: [] };

/** When something began and ended, in milliseconds since 1970. */
export function timesOf({ startedAt, seconds }: Pick<StepVerdict, 'startedAt' | 'seconds'>): {
  readonly start: number;
  readonly stop: number;
} {
  return { start: startedAt, stop: startedAt + Math.round(seconds * 1000) };
}
