import type { Exchange, ServiceType } from '../../api/exchange';

/**
 * The variables for people's tokens: `$OWNER_TOKEN`, and `$OWNER_TOKEN_2` where the owner used another one later. What a token is nobody
 * can tell from the record of a request, only whether it is the same.
 */
export class Tokens {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** The name of the variable for what stands in place of a person's token. */
  nameOf(person: string, token: string): string {
    const key = `${person} ${token}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(person) ?? 0) + 1;
    const word = person.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    const name = `${word}_TOKEN${count === 1 ? '' : `_${count}`}`;
    this.#counts.set(person, count);
    this.#names.set(key, name);
    return name;
  }
}

/**
 * The command that sends a request again, with variables for the token and for the address of the service's endpoint; undefined for one that
 * cannot be repeated, because a password of it is hidden.
 */
export function commandFor(exchange: Exchange, tokens: Tokens): string | undefined {
  const { method, service, path, person, requestBody } = exchange;
  if (service === 'identity' && method === 'POST') return undefined;
  const headers = Object.entries(exchange.requestHeaders).flatMap(([name, value]) => {
    if (/^x-auth-token$/i.test(name)) return [`-H "X-Auth-Token: $${tokens.nameOf(person, value)}"`];
    return /^(?:accept|user-agent)$/i.test(name) ? [] : [`-H ${quoted(`${name}: ${value}`)}`];
  });
  const address = `"$${endpointOf(service)}"${quoted(path)}`;
  return ['curl -i', ...(method === 'GET' ? [] : [`-X ${method}`]), address, ...headers, ...dataOf(requestBody)].join(
    ' ',
  );
}

/** The variable for the address of a service's endpoint, as the catalog of the cloud has it. */
export function endpointOf(service: ServiceType): string {
  return service === 'volumev3' ? 'VOLUME' : service.toUpperCase();
}

/** Octets were not recorded, but how many there were. */
function dataOf(body: unknown): readonly string[] {
  if (body === undefined) return [];
  return [typeof body === 'string' ? '--data-binary @FILE' : `-d ${quoted(JSON.stringify(body))}`];
}

/** A word as a shell takes it literally. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
