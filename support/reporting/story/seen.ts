import type { Exchange } from '../../api/exchange';

/** What the auditor and the steps of a scenario saw and did until its clean-up: all that its picture is made of. */
export interface StorySeen {
  readonly exchanges: readonly Exchange[];
  /** What was done without a request, like stopping a host; `at` is in milliseconds since 1970. */
  readonly notes: readonly Note[];
  /** The hosts by the UUIDs of their providers. */
  readonly hosts: ReadonlyMap<string, string>;
  /** What the scenario calls its servers, by their UUIDs. */
  readonly servers: ReadonlyMap<string, string>;
}

/** Something that happened at a moment, in words: `compute-1 is stopped`. */
export interface Note {
  readonly at: number;
  readonly what: string;
  /** The host whose compute service starts then. */
  readonly startOf?: string;
}
