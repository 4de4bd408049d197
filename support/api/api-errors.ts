import type { Exchange, Method, ServiceType } from './exchange';
import { faultMessageOf } from './fault-message';

/** A service answered with a status that the call does not expect. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  readonly exchange: Exchange;
  /** The statuses that would have been right. */
  readonly expected: readonly number[];
  readonly status: number;
  /** The service's own words, without its wrapping; undefined where it gave none. */
  readonly faultMessage: string | undefined;

  constructor(exchange: Exchange, status: number, expected: readonly number[]) {
    const faultMessage = exchange.outcome.kind === 'answer' ? faultMessageOf(exchange.outcome.body) : undefined;
    const seen = faultMessage === undefined ? `${status} without a message` : `${status}: ${faultMessage}`;
    super(`${titleOf(exchange)} should answer ${expected.join(' or ')}, but answered ${seen}${redirectOf(exchange)}`);
    this.exchange = exchange;
    this.expected = expected;
    this.status = status;
    this.faultMessage = faultMessage;
  }
}

/** No answer came: the connection was refused or broken off, TLS failed, or the deadline passed. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly exchange: Exchange;
  /** Why, like `nothing listens at 127.0.0.1:8774`. */
  readonly reason: string;
  /** `closed before` when it was kept from an earlier request, and the other side has broken it off. */
  readonly connection: 'sound' | 'closed before';

  constructor(exchange: Exchange, reason: string, connection: NoAnswer['connection'] = 'sound') {
    super(`${titleOf(exchange)} got no answer: ${reason}`);
    this.exchange = exchange;
    this.reason = reason;
    this.connection = connection;
  }
}

/** A service answered with the right status, but with a body of another shape. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
  readonly exchange: Exchange;
  /** Which field is wrong and how, like `server.id should be a string, but is missing`. */
  readonly problem: string;

  constructor(exchange: Exchange, status: number, problem: string) {
    super(`${titleOf(exchange)} answered ${status}, but ${problem}`);
    this.exchange = exchange;
    this.problem = problem;
  }
}

/** A list that is read page after page has no end, or none that anybody could wait for. */
export class EndlessList extends Error {
  override readonly name = 'EndlessList';
}

/** Somebody who only observes was asked to write; nothing was sent. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';

  constructor(cloud: string, person: string, method: Method, service: ServiceType, path: string) {
    super(
      `${cloud}: ${person} only observes, so ${method} ${service} ${path} was not sent; ` +
        'whoever is to change something needs a session that acts',
    );
  }
}

/** The catalog of the person's token has no endpoint that fits. */
export class NoEndpoint extends Error {
  override readonly name = 'NoEndpoint';
}

const longestLocation = 200;

/** A redirect would carry the token, or a password, to whoever it names. */
function redirectOf({ outcome }: Exchange): string {
  const location = outcome.kind === 'answer' ? outcome.headers['location'] : undefined;
  const redirects = outcome.kind === 'answer' && outcome.status >= 300 && outcome.status < 400;
  if (!redirects || location === undefined) return '';
  const shown = location.length > longestLocation ? `${location.slice(0, longestLocation)}…` : location;
  return `; it redirects to ${shown}, and redirects are never followed`;
}

function titleOf(exchange: Exchange): string {
  const { cloud, person, method, service, path, requestId } = exchange;
  const request = `${cloud}: ${person}'s ${method} ${service} ${path}`;
  return requestId === undefined ? request : `${request} (${requestId})`;
}
