/**
 * Where the embedded cloud gets its identifiers from. One seed gives the same identifiers in the same order,
 * so that a run can be repeated.
 */
export class IdSource {
  #state: number;

  /** @param seed any number; only its integer part counts */
  constructor(seed: number) {
    this.#state = Math.trunc(seed) >>> 0;
  }

  /** A random UUID (version 4), like `7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f`. */
  uuid(): string {
    const hex = this.hex();
    const variant = '89ab'.charAt(this.#next() & 3);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** An identifier as Keystone makes them: 32 hexadecimal digits. */
  hex(): string {
    let text = '';
    for (let word = 0; word < 4; word++) text += this.#next().toString(16).padStart(8, '0');
    return text;
  }

  /** The identifier of a request, `req-<uuid>`. */
  requestId(): string {
    return `req-${this.uuid()}`;
  }

  /** A token or a generated password: long enough to be no other's by chance. */
  secret(): string {
    return `gAAAAA${this.hex()}${this.hex()}`;
  }

  /** An integer from 0 up to, but without, `limit`. */
  below(limit: number): number {
    return this.#next() % limit;
  }

  /** The generator "mulberry32". */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}
