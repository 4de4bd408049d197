import type { CountedConsumer, Usage } from './usage';

/** The suite's own chai matchers, defined in matchers.ts. */
declare global {
  namespace Chai {
    interface Assertion {
      /** The host is used just as much as `expected`. Of a usage report. */
      equalUsage(expected: Usage): void;
      /** The host's usage still counts what the consumer holds. Of a usage report. */
      countConsumer(consumer: CountedConsumer): void;
      /** The consumer holds nothing on any provider. Of a consumer's holdings. */
      holdNoAllocations(): void;
    }
  }
}
