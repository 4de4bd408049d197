import { ExpectationFailed } from './expectation';
import { tellFindings, type Finding } from './finding-lines';

/** What every failure tells, in this order. */
export interface Failure {
  readonly expected: string;
  /** One thing that was seen, or several. */
  readonly seen: string | readonly string[];
  /** The service's own words. */
  readonly because?: string | undefined;
  /** The last request of somebody, as a line. */
  readonly last?: string | undefined;
  /** What else there is to tell, like who holds what. */
  readonly others?: readonly Finding[];
  /** What is probably wrong. */
  readonly likely?: string | undefined;
}

/** The failure as an error that a tester reads. */
export function failure(told: Failure): ExpectationFailed {
  return new ExpectationFailed(tellFailure(told));
}

/** The failure as text, a line for each of its parts. */
export function tellFailure({ expected, seen, because, last, others = [], likely }: Failure): string {
  return tellFindings([
    ...finding('expected', expected),
    ...[seen].flat().flatMap((each) => finding('seen', each)),
    ...finding('because', because),
    ...finding('last', last),
    ...others,
    ...finding('likely', likely),
  ]);
}

/** A line of a failure, where there is something to tell. */
export function finding(label: string, text: string | undefined): readonly Finding[] {
  return text === undefined ? [] : [{ label, text }];
}
