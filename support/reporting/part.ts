/** Whether the whole suite was asked for, or somebody chose a part of it and knows so. */
export type Choice = 'everything' | 'a part';

/** Which part this is of a run that is spread over several jobs, and by what its parts are known to belong together. */
export interface RunPart {
  /** From 1 on. */
  readonly number: number;
  readonly of: number;
  /** How many scenarios were selected for all parts together. */
  readonly scenarios: number;
  /** Which ones, in words. */
  readonly selection: string;
  readonly choice: Choice;
  /** A digest of the suite's own files. */
  readonly suite: string;
  /** The commit that is checked out, where git tells. */
  readonly commit?: string;
  /** Where Keystone answers of a cloud that is not the suite's own. */
  readonly identity?: string;
}

/** A part of a run that was put together from several: what it came to by itself. */
export interface MergedPart {
  readonly number: number;
  readonly of: number;
  readonly line: string;
  readonly exitCode: number;
  readonly seed: number;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly reproduce: string;
}

/** `part 2 of 4`. */
export function partInWords({ number, of }: Pick<RunPart, 'number' | 'of'>): string {
  return `part ${number} of ${of}`;
}
