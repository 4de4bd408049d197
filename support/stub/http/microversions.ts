/** A microversion such as 2.93, which can be compared. */
export class Microversion {
  readonly major: number;
  readonly minor: number;

  private constructor(major: number, minor: number) {
    this.major = major;
    this.minor = minor;
  }

  /** Reads `N.M`; undefined when the text is not of that form. */
  static read(text: string): Microversion | undefined {
    const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
    if (match === null) return undefined;
    return new Microversion(Number(match[1]), Number(match[2]));
  }

  /** The microversion written in code. Throws a RangeError when it is not `N.M`. */
  static of(text: string): Microversion {
    const known = written.get(text);
    if (known !== undefined) return known;
    const version = Microversion.read(text);
    if (version === undefined) throw new RangeError(`"${text}" is not a microversion of the form N.M`);
    written.set(text, version);
    return version;
  }

  /** True when this one is `other` or newer. `other` is `N.M`. */
  isAtLeast(other: string | Microversion): boolean {
    const than = typeof other === 'string' ? Microversion.of(other) : other;
    return this.major === than.major ? this.minor >= than.minor : this.major > than.major;
  }

  /** True when this one lies between both ends, which belong to the range; an end left out is open. */
  isWithin(since: string | undefined, until: string | undefined): boolean {
    return (
      (since === undefined || this.isAtLeast(since)) && (until === undefined || Microversion.of(until).isAtLeast(this))
    );
  }

  toString(): string {
    return `${this.major}.${this.minor}`;
  }
}

/** Those written in code: each request is compared with dozens. */
const written = new Map<string, Microversion>();

/** What a service offers. */
export interface MicroversionRange {
  /** Its name in `OpenStack-API-Version`, like `compute`. */
  readonly serviceType: string;
  /** The header that it knew before, which names the version alone, like `X-OpenStack-Nova-API-Version`. */
  readonly legacyHeader?: string;
  readonly minimum: string;
  readonly maximum: string;
}

/** What came of a request's wish. The failures are worded by each service's dialect. */
export type Negotiation =
  | { readonly kind: 'agreed'; readonly version: Microversion }
  | { readonly kind: 'malformed'; readonly asked: string }
  | { readonly kind: 'out of range'; readonly asked: string };

const standardHeader = 'openstack-api-version';

/**
 * Finds the microversion that a request asks for: `OpenStack-API-Version` wins over the legacy header, `latest` is the
 * maximum, and without a wish it is the minimum. Of several services in the header only one's own counts; named twice,
 * the last one does (reference D.2, D.3; `microversion_parse/__init__.py:get_version`).
 */
export function negotiate(headers: Headers, range: MicroversionRange): Negotiation {
  const asked = standardWish(headers, range.serviceType) ?? legacyWish(headers, range.legacyHeader);
  if (asked === undefined) return { kind: 'agreed', version: Microversion.of(range.minimum) };
  if (asked === 'latest') return { kind: 'agreed', version: Microversion.of(range.maximum) };
  const version = Microversion.read(asked);
  if (version === undefined) return { kind: 'malformed', asked };
  return version.isWithin(range.minimum, range.maximum) ? { kind: 'agreed', version } : { kind: 'out of range', asked };
}

function standardWish(headers: Headers, serviceType: string): string | undefined {
  const wishes = headers.get(standardHeader)?.split(',') ?? [];
  let found: string | undefined;
  for (const wish of wishes) {
    const [service, ...version] = wish.trim().toLowerCase().split(/\s+/);
    if (service === serviceType) found = version.join(' ');
  }
  return found;
}

function legacyWish(headers: Headers, header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return headers.get(header)?.trim().toLowerCase();
}
