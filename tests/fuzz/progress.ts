/** How many bytes of a request's text are kept for those who look from outside. */
const room = 16_384;

/** Which request is under way, in memory that another thread can read while this one is stuck. */
export class Progress {
  readonly memory: SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #text: Uint8Array;

  /** @param memory of another one, to look at the same */
  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(16 + room)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory, 0, 4);
    this.#text = new Uint8Array(memory, 16);
  }

  /** Notes that a request is about to be sent: the how manieth of which seed's round, and its text. */
  begin(seed: number, request: number, told: string): void {
    const { written } = new TextEncoder().encodeInto(told, this.#text);
    this.#numbers.set([seed, request, written], 1);
    Atomics.add(this.#numbers, 0, 1);
  }

  /** How many requests have been begun. */
  count(): number {
    return Atomics.load(this.#numbers, 0);
  }

  /** The request that is under way. */
  current(): { readonly seed: number; readonly request: number; readonly told: string } {
    const [, seed = 0, request = 0, written = 0] = this.#numbers;
    return { seed, request, told: new TextDecoder().decode(this.#text.slice(0, written)) };
  }
}
