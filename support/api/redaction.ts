import { isRecord } from './decode';
import { Secret } from './secret';
import { spellingsOf } from './spellings';

/** What stands in place of a password. Unlike a token's digest it gives nobody a way to try passwords. */
const hidden = '[hidden]';

const tokenHeaders = new Set(['x-auth-token', 'x-subject-token', 'x-service-token', 'authorization']);
const hiddenHeaders = new Set(['set-cookie', 'cookie']);
const hiddenKeys = /(pass|passwd|password|secret|user_data|auth_key|private_key)$/i;
const hiddenKeyInJson = /(pass|passwd|password|secret|user_data|auth_key|private_key)"\s*:/i;

/** Shorter words under a hidden key would hide half of any text if they were looked for elsewhere. */
const shortestLearned = 4;

/** Something that must not be shown. */
interface Known {
  readonly spellings: string;
  /** What is shown in its place. */
  readonly replacement: string;
}

/** Replaces secrets in what is recorded, however they are escaped or encoded: tokens by their digest, everything else by `[hidden]`. */
export class Redactor {
  readonly #known = new Map<string, Known>();
  /** For all of them; made when it is needed first. */
  #pattern: RegExp | undefined;

  /** From now on the password reads `[hidden]` wherever it turns up. */
  knowPassword(password: Secret): void {
    this.#know(password.reveal(), hidden);
  }

  /** From now on the token reads as its digest wherever it turns up. */
  knowToken(token: Secret): void {
    this.#know(token.reveal(), token.toString());
  }

  /** From now on what the body has under `password`, `user_data` and such is hidden in replies too: Nova repeats it. */
  learn(body: unknown): void {
    if (Array.isArray(body)) {
      for (const item of body) this.learn(item);
    } else if (isRecord(body)) {
      for (const [key, value] of Object.entries(body)) {
        if (hiddenKeys.test(key) && typeof value === 'string' && value.length >= shortestLearned) {
          this.#know(value, hidden);
        }
        this.learn(value);
      }
    }
  }

  /** The headers as they may be shown. */
  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.#header(name, value)]));
  }

  /** A body as it may be shown: parsed JSON, text, or nothing. */
  body(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.body(item));
    if (typeof value === 'number') return this.#known.get(String(value))?.replacement ?? value;
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [this.text(key), this.#field(key, item)]));
  }

  /** A body that came as this text, as it may be shown: itself, when nothing in the text has to be hidden. */
  received(value: unknown, text: string): unknown {
    return this.#isOpen(text) ? value : this.body(value);
  }

  /** Any text as it may be shown. */
  text(value: string): string {
    return this.#hides(value) ? value.replace(this.#patternOfAll(), (found) => this.#replacementOf(found)) : value;
  }

  #isOpen(text: string): boolean {
    // Python writes letters beyond ASCII as escapes, which only a parsed body shows as what they are.
    return !text.includes('\\') && !hiddenKeyInJson.test(text) && !this.#hides(text);
  }

  #hides(text: string): boolean {
    return this.#known.size > 0 && text.search(this.#patternOfAll()) !== -1;
  }

  /** The longest first: a secret that holds another one must not be left half readable. */
  #patternOfAll(): RegExp {
    this.#pattern ??= new RegExp(
      this.#longestFirst()
        .map(({ spellings }) => spellings)
        .join('|'),
      'g',
    );
    return this.#pattern;
  }

  #longestFirst(): readonly Known[] {
    return [...this.#known].sort(([one], [other]) => other.length - one.length).map(([, known]) => known);
  }

  #replacementOf(found: string): string {
    const known = this.#longestFirst().find(({ spellings }) => new RegExp(`^(?:${spellings})$`).test(found));
    return known?.replacement ?? hidden;
  }

  #header(name: string, value: string): string {
    const key = name.toLowerCase();
    if (hiddenHeaders.has(key)) return hidden;
    if (!tokenHeaders.has(key)) return this.text(value);
    return this.#known.get(value)?.replacement ?? new Secret(value).toString();
  }

  #field(key: string, value: unknown): unknown {
    const shown = this.body(value);
    // Keystone calls the whole method "password", so an object under such a key is looked into.
    const open = shown === null || isRecord(shown);
    return hiddenKeys.test(key) && !open ? hidden : shown;
  }

  #know(value: string, replacement: string): void {
    if (value === '' || this.#known.has(value)) return;
    this.#known.set(value, { spellings: spellingsOf(value), replacement });
    this.#pattern = undefined;
  }
}
