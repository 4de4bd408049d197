import type { Exchange, ExchangeListener } from '../../api/exchange';
import { tellExchange } from '../../books/finding-lines';

/** Something that was done without a request, in words, and when, in milliseconds since 1970. */
interface Note {
  readonly at: number;
  readonly what: string;
  /** The host whose compute service starts then. */
  readonly startOf?: string;
}

/** Every request of a scenario and what came back, in the order of the answers. */
export class Transcript {
  readonly #exchanges: Exchange[] = [];
  readonly #aside = new Set<Exchange>();
  readonly #steps: { readonly text: string; readonly from: number }[] = [];
  readonly #parts: { readonly title: string; readonly from: number }[] = [];
  readonly #notes: Note[] = [];
  #end: number | undefined;
  #cleanUp: number | undefined;
  readonly #expectedErrors = new Set<Exchange>();

  /** What the scenario's clients tell of their exchanges. */
  readonly listener: ExchangeListener = (exchange) => {
    this.#exchanges.push(exchange);
  };

  /** What tells of the suite's own work, like snapshots and guards: it belongs to no step. */
  readonly asideListener: ExchangeListener = (exchange) => {
    this.#exchanges.push(exchange);
    this.#aside.add(exchange);
  };

  /** A step begins. @param title what it is called where the scenario is told, with its keyword */
  beginStep(text: string, title = text): void {
    this.#steps.push({ text, from: this.#exchanges.length });
    this.beginPart(title);
  }

  /** Something of its own begins, which is told under that title. */
  beginPart(title: string): void {
    this.#parts.push({ title, from: this.#exchanges.length });
  }

  /** The last step is over: what comes now is invariants and clean-up. */
  endSteps(): void {
    this.#end ??= this.#exchanges.length;
  }

  /** The steps so far with their own exchanges, without the suite's. */
  steps(): readonly { readonly text: string; readonly exchanges: readonly Exchange[] }[] {
    return this.#steps.map(({ text, from }, index) => {
      const to = this.#steps[index + 1]?.from ?? this.#end;
      return { text, exchanges: this.#exchanges.slice(from, to).filter((exchange) => !this.#aside.has(exchange)) };
    });
  }

  /** Notes that something was done without a request. */
  note(what: string): void {
    this.#notes.push({ at: Date.now(), what });
  }

  /** Notes that a host's compute service starts. */
  noteStartOf(host: string): void {
    this.#notes.push({ at: Date.now(), what: `the compute service of ${host} starts`, startOf: host });
  }

  /** What comes now takes back what the scenario made and disturbed. */
  beginCleanUp(): void {
    this.#cleanUp ??= this.#exchanges.length;
    this.beginPart('Clean-up');
  }

  /** All that was seen until the clean-up, and what was done by the steps. */
  seen(): { readonly exchanges: readonly Exchange[]; readonly notes: readonly Note[] } {
    const exchanges = this.#exchanges.slice(0, this.#cleanUp);
    return {
      exchanges: exchanges.filter((exchange) => !isChange(exchange) || !this.#aside.has(exchange)),
      notes: this.#notes,
    };
  }

  /** All exchanges so far by what they were part of, the suite's with the others. */
  parts(): readonly { readonly title: string; readonly exchanges: readonly Exchange[] }[] {
    return [{ title: 'Before the first step', from: 0 }, ...this.#parts].map(({ title, from }, index) => {
      return { title, exchanges: this.#exchanges.slice(from, this.#parts[index]?.from) };
    });
  }

  /** All exchanges so far. */
  exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** Notes that the scenario is about this error of a service, so that it is no break-down. */
  expectError(exchange: Exchange): void {
    this.#expectedErrors.add(exchange);
  }

  /** The exchanges so far, without the errors that the scenario is about. */
  unexpected(): readonly Exchange[] {
    return this.#exchanges.filter((exchange) => !this.#expectedErrors.has(exchange));
  }

  /** Does work of the suite itself, like planting a canary: what it changes is nobody's last change. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#exchanges.length;
    try {
      return await work();
    } finally {
      for (const exchange of this.#exchanges.slice(before)) this.#aside.add(exchange);
    }
  }

  /** The last request of somebody who acts; undefined when nobody has acted yet. */
  lastAct(): Exchange | undefined {
    return this.#exchanges.findLast(({ person, service }) => person !== 'auditor' && service !== 'identity');
  }

  /** The same as a line. */
  tellLastAct(): string | undefined {
    const last = this.lastAct();
    return last === undefined ? undefined : tellExchange(last);
  }

  /** The last request by which somebody changed something, as a line; undefined when nobody has yet. */
  lastChange(): string | undefined {
    const last = this.#exchanges.findLast((exchange) => isChange(exchange) && !this.#aside.has(exchange));
    return last === undefined ? undefined : tellExchange(last);
  }
}

function isChange({ method, service }: Exchange): boolean {
  return service !== 'identity' && method !== 'GET' && method !== 'HEAD';
}
