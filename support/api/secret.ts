import { createHmac, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';

/** Drawn for each process, so that no digest that is printed gives anybody a way to try passwords. */
const salt = randomBytes(32);

/**
 * A value that must never be printed: a password, a token, the secret of an application credential.
 * However it is turned into text it reads as a short digest; only `reveal` gives it away.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one request that needs it. */
  reveal(): string {
    return this.#value;
  }

  /** A short digest by which two secrets can be told apart in this process, like `secret:1f2e3d4c`. */
  toString(): string {
    return `secret:${createHmac('sha256', salt).update(this.#value).digest('hex').slice(0, 8)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
