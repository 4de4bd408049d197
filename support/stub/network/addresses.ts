/** The IPv4 addresses of a subnet. The first one is the gateway's; the rest are for ports. */
export class AddressRange {
  /** Like `10.0.0.0/16`. */
  readonly cidr: string;
  readonly #network: number;
  readonly #size: number;

  /** Throws a RangeError for anything but a network of at least four addresses. */
  constructor(cidr: string) {
    const match = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr);
    const bits = Number(match?.[2]);
    const network = toNumber(match?.[1] ?? '');
    if (network === undefined || !(bits >= 8 && bits <= 30)) {
      throw new RangeError(`"${cidr}" is not an IPv4 network like 10.0.0.0/16 with a prefix of 8 to 30`);
    }
    this.#size = 2 ** (32 - bits);
    this.#network = network - (network % this.#size);
    this.cidr = cidr;
  }

  /** The gateway's address. */
  get gateway(): string {
    return toText(this.#network + 1);
  }

  /** The first and last address for ports. */
  get pool(): { readonly start: string; readonly end: string } {
    return { start: toText(this.#network + 2), end: toText(this.#network + this.#size - 2) };
  }

  /** Whether an address lies in the network. */
  contains(address: string): boolean {
    const number = toNumber(address);
    return number !== undefined && number > this.#network && number < this.#network + this.#size - 1;
  }

  /** The first address for ports that is not taken; undefined when there is none. */
  firstFree(taken: ReadonlySet<string>): string | undefined {
    for (let number = this.#network + 2; number <= this.#network + this.#size - 2; number++) {
      const address = toText(number);
      if (!taken.has(address)) return address;
    }
    return undefined;
  }
}

function toNumber(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  const sound = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  return sound ? parts.reduce((number, part) => number * 256 + part, 0) : undefined;
}

function toText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
