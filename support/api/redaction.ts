import { isRecord } from './decode';
import { Secret } from './secret';

/** What stands in place of a password. Unlike a token's digest it gives nobody a way to try passwords. */
const hidden = '[hidden]';

const tokenHeaders = new Set(['x-auth-token', 'x-subject-token', 'x-service-token', 'authorization']);
const hiddenHeaders = new Set(['set-cookie', 'cookie']);
const hiddenKeys = /(pass|passwd|password|secret|user_data|auth_key|private_key)$/i;
const hiddenKeyInJson = /(pass|passwd|password|secret|user_data|auth_key|private_key)"\s*:/i;

/** Shorter words under a hidden key would hide half of any text if they were looked for elsewhere. */
const shortestLearned = 4;

/** Replaces secrets in what is recorded: tokens by their digest, everything else by `[hidden]`. */
export class Redactor {
  readonly #known = new Map<string, string>();
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
    if (this.#pattern === undefined) return value;
    return value.replace(this.#pattern, (secret) => this.#known.get(secret) ?? hidden);
  }

  #isOpen(text: string): boolean {
    // Python writes letters beyond ASCII as escapes, which only a parsed body shows as what they are.
    if (text.includes('\\') || hiddenKeyInJson.test(text)) return false;
    return this.#pattern === undefined || text.search(this.#pattern) === -1;
  }

  #header(name: string, value: string): string {
    const key = name.toLowerCase();
    if (hiddenHeaders.has(key)) return hidden;
    if (!tokenHeaders.has(key)) return this.text(value);
    return this.#known.get(value) ?? new Secret(value).toString();
  }

  #field(key: string, value: unknown): unknown {
    const shown = this.body(value);
    // Keystone calls the whole method "password", so an object under such a key is looked into.
    const open = shown === null || isRecord(shown);
    return hiddenKeys.test(key) && !open ? hidden : shown;
  }

  #know(value: string, replacement: string): void {
    if (value === '' || this.#known.has(value)) return;
    for (const spelling of spellingsOf(value)) this.#known.set(spelling, replacement);
    // The longest first: a secret that holds another one must not be left half readable.
    const longestFirst = [...this.#known.keys()].sort((a, b) => b.length - a.length);
    this.#pattern = new RegExp(longestFirst.map(escaped).join('|'), 'g');
  }
}

function spellingsOf(value: string): readonly string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  return /\p{Surrogate}/u.test(value) ? [value, inJson] : [value, inJson, encodeURIComponent(value)];
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
