import { MalformedAnswer, NoAnswer, UnexpectedAnswer } from '../../api/api-errors';
import type { Exchange } from '../../api/exchange';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { tellFailure, type Failure } from '../../books/failure-findings';
import { shortId, tellExchange } from '../../books/finding-lines';
import type { Refusal } from '../../parameter-types';
import type { Evidence } from './evidence';

/** The answers by which OpenStack refuses, as scenarios call them. */
export const statusOf: Readonly<Record<Refusal, number>> = {
  invalid: 400,
  'not signed in': 401,
  'not allowed': 403,
  'not found': 404,
  'in conflict': 409,
  'server error': 500,
};

/**
 * What a request got that no step speaks of, as a tester can read it: expected, seen, because, last, and likely where the evidence
 * shows it. Anything else than such an error is returned as it is.
 */
export async function tellUnexpected(error: unknown, evidence: Pick<Evidence, 'causeOfRefusal'>): Promise<unknown> {
  if (error instanceof UnexpectedAnswer) return refused(error, evidence);
  if (error instanceof NoAnswer) return new CloudNotReady(told(error.exchange, `no answer: ${error.reason}`));
  if (error instanceof MalformedAnswer) return new ExpectationFailed(told(error.exchange, error.problem));
  return error;
}

/** How a request was refused, the service's own words, and the request. */
export function refusalSeen({ status, faultMessage, exchange }: UnexpectedAnswer): Omit<Failure, 'expected'> {
  const known = Object.entries(statusOf).find(([, code]) => code === status)?.[0];
  return {
    seen: known === undefined ? String(status) : `${known} (${status})`,
    because: shortId(faultMessage ?? 'the answer has no message'),
    last: tellExchange(exchange),
  };
}

/** A gateway that answers in place of the service says that there is none; a known cause says whose matter it is. */
async function refused(error: UnexpectedAnswer, evidence: Pick<Evidence, 'causeOfRefusal'>): Promise<Error> {
  const { exchange, expected, status } = error;
  const cause = await evidence.causeOfRefusal(error);
  const message = tellFailure({
    expected: `${tellRequest(exchange)} to be answered ${expected.join(' or ')}`,
    ...refusalSeen(error),
    likely: cause?.words,
  });
  const isLost = status >= 502 && status <= 504;
  return cause?.blames === 'its preparation' || isLost ? new CloudNotReady(message) : new ExpectationFailed(message);
}

function told(exchange: Exchange, seen: string): string {
  return tellFailure({
    expected: `${tellRequest(exchange)} to be answered`,
    seen: shortId(seen),
    last: tellExchange(exchange),
  });
}

function tellRequest({ person, method, service, path }: Exchange): string {
  return `the ${person}'s ${method} ${service} ${shortId(path)}`;
}
