import { Status } from 'allure-js-commons';
import type { FailureKind } from '../kind';
import type { Outcome } from '../verdict';

/** What Allure calls each outcome: *failed* is a promise that the cloud broke, *broken* everything else that is red. */
export function allureStatus(outcome: Outcome, kind: FailureKind | undefined): Status {
  switch (outcome) {
    case 'passed':
      return Status.PASSED;
    case 'skipped':
    case 'not applicable':
      return Status.SKIPPED;
    default:
      return kind === 'the cloud broke a promise' ? Status.FAILED : Status.BROKEN;
  }
}
