import { use } from 'chai';
import { ExpectationFailed } from './expectation';
import { tellFindings, type Finding } from './finding-lines';
import {
  heldAllocations,
  missingHolder,
  usageDifference,
  type CountedConsumer,
  type Holdings,
  type Usage,
  type UsageReport,
} from './usage';

/**
 * Adds the suite's matchers to chai (declared in chai.d.ts). They fail with {@link ExpectationFailed}, whose message is
 * a table of findings instead of chai's sentence; none of them can be negated.
 */
export function installMatchers(): void {
  use(({ Assertion }, utils) => {
    const seenBy = (assertion: object): unknown => {
      if (utils.flag(assertion, 'negate') === true) throw new TypeError('the matchers of the books cannot be negated');
      return utils.flag(assertion, 'object');
    };
    utils.addMethod(Assertion.prototype, 'equalUsage', function (this: object, expected: Usage) {
      settle(usageDifference(asReport(seenBy(this)), expected));
    });
    utils.addMethod(Assertion.prototype, 'countConsumer', function (this: object, consumer: CountedConsumer) {
      settle(missingHolder(asReport(seenBy(this)), consumer));
    });
    utils.addMethod(Assertion.prototype, 'holdNoAllocations', function (this: object) {
      settle(heldAllocations(asHoldings(seenBy(this))));
    });
  });
}

function settle(findings: Finding[] | undefined): void {
  if (findings !== undefined) throw new ExpectationFailed(tellFindings(findings));
}

function asReport(value: unknown): UsageReport {
  if (isUsageReport(value)) return value;
  throw new TypeError('this matcher is about a usage report');
}

function asHoldings(value: unknown): Holdings {
  if (isHoldings(value)) return value;
  throw new TypeError("this matcher is about a consumer's holdings");
}

function isUsageReport(value: unknown): value is UsageReport {
  return typeof value === 'object' && value !== null && 'amounts' in value && 'holders' in value;
}

function isHoldings(value: unknown): value is Holdings {
  return typeof value === 'object' && value !== null && 'consumer' in value && 'byHost' in value;
}
