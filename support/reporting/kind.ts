import type { Failure, ScenarioVerdict } from './verdict';

/** Whose matter it is that a scenario did not pass. */
export type FailureKind =
  | 'the cloud broke a promise'
  | 'the cloud could not be reached or prepared'
  | 'the suite is wrong'
  | 'the scenario was not run';

/** All of them, in the order in which a person should look at them. */
export const failureKinds: readonly FailureKind[] = [
  'the cloud broke a promise',
  'the cloud could not be reached or prepared',
  'the suite is wrong',
  'the scenario was not run',
];

/** What went wrong first among that which decides about the scenario; undefined when nothing did. */
export function decisiveFailure({ outcome, failures }: ScenarioVerdict): Failure | undefined {
  return failures.find((failure) => failure.outcome === outcome) ?? failures[0];
}

/** Whose matter the scenario's verdict is, by its decisive failure; undefined when it is not red. */
export function kindOfScenario(scenario: ScenarioVerdict): FailureKind | undefined {
  if (scenario.outcome === 'not run') return 'the scenario was not run';
  const failure = decisiveFailure(scenario);
  return failure === undefined ? undefined : kindOf(failure);
}

/**
 * Whose matter a failure is, by the class of its error and where it happened. What is expected in a Given is no promise of the cloud but
 * what the scenario needs of it, unless a likely cause was found: that is a known fault of the cloud.
 */
export function kindOf(failure: Failure): FailureKind {
  const { outcome, stage, errorType = '', message } = failure;
  if (outcome === 'not run') return 'the scenario was not run';
  if (outcome !== 'failed') return 'the suite is wrong';
  if (errorsOfPreparation.has(errorType) || isTimeout(failure)) return 'the cloud could not be reached or prepared';
  if (errorsOfPromises.has(errorType)) {
    const isPrepared = (stage !== 'Given' && stage !== 'Before hook') || likelyCauseIn(message) !== undefined;
    return isPrepared ? 'the cloud broke a promise' : 'the cloud could not be reached or prepared';
  }
  return 'the suite is wrong';
}

/** The likely cause that a message names; undefined when it names none. */
export function likelyCauseIn(message: string): string | undefined {
  return /^ *likely +(\S.*)$/m.exec(message)?.[1];
}

/** True when cucumber gave a step up: each request and each wait has a deadline of its own, so they were too many or too slow. */
function isTimeout({ errorType, message }: Failure): boolean {
  return errorType === 'Error' && message.startsWith('function timed out, ensure');
}

/** The classes of errors that say that something which was expected of the cloud is not so. */
const errorsOfPromises: ReadonlySet<string> = new Set([
  'ExpectationFailed',
  'NoUseWaiting',
  'AssertionError',
  'UnexpectedAnswer',
  'MalformedAnswer',
  'AccessControlChanged',
]);

/** The classes of errors that say that nothing could be expected of the cloud, or that it is not as the suite found it. */
const errorsOfPreparation: ReadonlySet<string> = new Set([
  'CloudNotReady',
  'NoAnswer',
  'NoEndpoint',
  'VersionNotOffered',
  'CloudNotFit',
  'ComputeServicesChanged',
  'DisturbanceRefused',
  'EmbeddedCloudError',
  'HostLeased',
  'HostsNotFree',
  'Inconclusive',
  'Interrupted',
  'ProcessControlFailed',
  'PutBackFailed',
  'ReferenceCloudError',
  'RemoteCloudProblem',
]);
