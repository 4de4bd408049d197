/** In which order the embedded cloud does what is under way inside it. */
export const backgrounds = ['in-turn', 'random'] as const;

/** First come, first served; or in an order that the seed draws. */
export type Background = (typeof backgrounds)[number];

/** What of an embedded cloud is left to chance, by its seed. */
export interface Disorder {
  readonly background: Background;
  /** How long a request waits at most before a service has it, and its answer after, in seconds of the cloud's time. */
  readonly latencySeconds: number;
}

/** The longest latency that still is one: the services wait no more than a minute for each other. */
export const longestLatencySeconds = 10;
