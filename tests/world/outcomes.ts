import {
  getWorstTestStepResult,
  TestStepResultStatus,
  type Attachment,
  type Envelope,
  type TestStep,
} from '@cucumber/messages';

/** What became of a scenario, by cucumber's messages. */
export interface ScenarioOutcome {
  readonly status: string;
  /** The text of each failed step or the name of the failed hook, with its message. */
  readonly failures: readonly (readonly [string, string])[];
  /** Texts and names of what passed. */
  readonly passed: readonly string[];
  readonly attachments: readonly Attachment[];
}

/** The outcomes of a run's scenarios, by their first tag. */
export function collectOutcomes(envelopes: readonly Envelope[]): ReadonlyMap<string, ScenarioOutcome> {
  const hookNames = new Map(envelopes.flatMap(({ hook }) => (hook === undefined ? [] : [[hook.id, hook.name ?? '']])));
  return new Map(
    envelopes.flatMap(({ testCaseStarted: started }) => {
      const testCase = envelopes.find((each) => each.testCase?.id === started?.testCaseId)?.testCase;
      const pickle = envelopes.find((each) => each.pickle?.id === testCase?.pickleId)?.pickle;
      if (started === undefined || testCase === undefined || pickle === undefined) return [];
      const nameOf = (step: TestStep | undefined): string =>
        pickle.steps.find(({ id }) => id === step?.pickleStepId)?.text ?? hookNames.get(step?.hookId ?? '') ?? '';
      const finished = envelopes.flatMap(({ testStepFinished: each }) =>
        each?.testCaseStartedId === started.id
          ? [{ result: each.testStepResult, name: nameOf(testCase.testSteps.find(({ id }) => id === each.testStepId)) }]
          : [],
      );
      const outcome: ScenarioOutcome = {
        status: getWorstTestStepResult(finished.map(({ result }) => result)).status,
        failures: finished
          .filter(({ result }) => result.status === TestStepResultStatus.FAILED)
          .map(({ name, result }) => [name, result.message ?? '']),
        passed: finished.filter(({ result }) => result.status === TestStepResultStatus.PASSED).map(({ name }) => name),
        attachments: envelopes.flatMap(({ attachment }) =>
          attachment?.testCaseStartedId === started.id ? [attachment] : [],
        ),
      };
      return [[pickle.tags[0]?.name ?? pickle.name, outcome]];
    }),
  );
}
