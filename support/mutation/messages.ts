import type { Judgement } from './judging';
import type { Mutant } from './mutants';

/** What judges: the scenarios, or the unit tests of some folders. */
export type Judges = 'scenarios' | readonly string[];

/** The first message to a worker. */
export interface Order {
  readonly root: string;
  readonly files: readonly string[];
  readonly judges: Judges;
  /** The folder of what runs of scenarios would have to clean up. */
  readonly ledgers: string;
  /** What an earlier worker has found out; it is found out anew where it is left out. */
  readonly survey?: Survey;
  /** A mutant that is on before any code is loaded. */
  readonly on?: number;
}

/** Which tests reach which mutants. */
export interface Survey {
  /** By the name of the test. */
  readonly reached: Readonly<Record<string, readonly number[]>>;
  /** The mutants that code reaches while it is loaded. */
  readonly byLoading: readonly number[];
}

/** What a worker says. */
export type Said =
  | { readonly kind: 'ready'; readonly mutants: readonly Mutant[]; readonly survey: Survey }
  | { readonly kind: 'broken'; readonly why: string }
  | { readonly kind: 'judged'; readonly judgement: Judgement };

/** What a worker is asked for after its order. */
export interface Question {
  readonly judge: number;
}

export function isOrder(message: unknown): message is Order {
  return isObject(message) && 'root' in message && 'files' in message && 'judges' in message;
}

export function isQuestion(message: unknown): message is Question {
  return isObject(message) && 'judge' in message && typeof message.judge === 'number';
}

export function isSaid(message: unknown): message is Said {
  return isObject(message) && 'kind' in message;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
