import type { Service } from '../../api/compute/services-client';
import { likelyCause, type Clue } from '../../books/causes';
import type { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import type { HostState } from '../../parameter-types';

/** Why the suite's operator disables a host. */
export function reasonOf(run: string): string {
  return `local delete acceptance, run ${run}`;
}

/** True when Nova shows the service in that state. */
export function isIn(state: HostState, service: Service): boolean {
  if (state === 'forced down') return service.forcedDown;
  return service.state === state || service.status === state;
}

/** What a service that should be otherwise tells. */
export function otherwise(
  service: Service,
  expected: string,
  last: string | undefined,
  clues: readonly Clue[] = [],
): ExpectationFailed {
  const likely = likelyCause(clues)?.words;
  return failure({ expected: `${service.host} is ${expected}`, seen: tellService(service), last, likely });
}

export function tellService({ status, state, forcedDown }: Service): string {
  return `it is ${status}, ${state}${forcedDown ? ', forced down' : ''}`;
}

export function tellReason(reason: string | undefined): string {
  return reason === undefined ? 'tells no reason for being disabled' : `tells the reason "${reason}"`;
}
