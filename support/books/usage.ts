import type { Amounts } from './amounts';
import { resourceClasses, sameAmounts, tellAmounts } from './amounts';
import { finding } from './failure-findings';
import { alignColumns, shortId, type Finding } from './finding-lines';

/** What a host is used for, by resource class. */
export interface Usage {
  readonly host: string;
  readonly amounts: Amounts;
}

/** Someone who holds an allocation on a host, and what became of it. */
export interface Holder {
  /** The consumer's UUID. */
  readonly consumer: string;
  /** What the scenario calls it: `the server`, `server blue`; `another consumer` when it is not ours. */
  readonly name: string;
  readonly amounts: Amounts;
  /** What `GET /servers/{consumer}` answers: its status, `gone` for 404, `unknown` when Nova cannot tell. */
  readonly answers: string;
}

/** A measured usage with all that a person needs to see why it is what it is. */
export interface UsageReport extends Usage {
  readonly holders: readonly Holder[];
  /** The last request that changed something, as a line. */
  readonly last?: string | undefined;
  /** What is probably wrong when a server that is gone still holds something. */
  readonly likely?: string | undefined;
}

/** A consumer that a host's usage should count. */
export interface CountedConsumer extends Usage {
  readonly consumer: string;
  /** What has probably happened when it is not counted. */
  readonly likely?: string | undefined;
}

/** What a consumer holds, by host. */
export interface Holdings {
  readonly consumer: string;
  /** What the scenario calls it; left out when it is no server of ours. */
  readonly name?: string | undefined;
  /** What is probably wrong when it still holds something. */
  readonly likely?: string | undefined;
  /** The last request that changed something, as a line. */
  readonly last?: string | undefined;
  readonly byHost: ReadonlyMap<string, Amounts>;
}

/** What a usage that should equal another one tells when it does not; undefined when it does. */
export function usageDifference(seen: UsageReport, expected: Usage): Finding[] | undefined {
  if (seen.host === expected.host && sameAmounts(seen.amounts, expected.amounts)) return undefined;
  return [...tellBoth(expected, seen), ...tellCircumstances(seen)];
}

/** What a usage that should still count a consumer tells when it does not; undefined when it does. */
export function missingHolder(seen: UsageReport, consumer: CountedConsumer): Finding[] | undefined {
  const holder = seen.holders.find((each) => each.consumer === consumer.consumer);
  const counts = holder !== undefined && sameAmounts(holder.amounts, consumer.amounts);
  const covers = resourceClasses(consumer.amounts).every(
    (name) => (seen.amounts[name] ?? 0) >= (consumer.amounts[name] ?? 0),
  );
  if (counts && covers) return undefined;
  return [...tellBoth(consumer, seen, 'at least'), ...tellCircumstances({ ...seen, likely: consumer.likely })];
}

/** What a consumer that should hold nothing still holds, as a finding for each provider; undefined when it holds nothing. */
export function heldAllocations({ consumer, name, byHost, last, likely }: Holdings): Finding[] | undefined {
  const rows = [...byHost].filter(([, amounts]) => Object.keys(amounts).length > 0);
  if (rows.length === 0) return undefined;
  return [
    {
      label: 'expected',
      text: `${name === undefined ? shortId(consumer) : `${name} (${shortId(consumer)})`} holds nothing`,
    },
    ...rows.map(([host, amounts]) => ({ label: 'seen', text: `${tellAmounts(amounts)} on ${host}` })),
    ...finding('last', last),
    ...finding('likely', likely),
  ];
}

function tellBoth(expected: Usage, seen: Usage, atLeast?: 'at least'): Finding[] {
  const classes = resourceClasses(expected.amounts, seen.amounts);
  const cells = (usage: Usage) => [usage.host, ...classes.map((name) => `${name} ${usage.amounts[name] ?? 0}`)];
  const [expectedRow = '', seenRow = ''] = alignColumns([cells(expected), cells(seen)]);
  return [
    { label: 'expected', text: atLeast === undefined ? expectedRow : `${expectedRow}  or more` },
    { label: 'seen', text: seenRow },
  ];
}

function tellCircumstances(seen: Pick<UsageReport, 'holders' | 'last' | 'likely'>): Finding[] {
  const findings: Finding[] = seen.holders.map((holder) => ({ label: 'held by', text: tellHolder(holder) }));
  if (findings.length === 0) findings.push({ label: 'held by', text: 'nobody' });
  return [...findings, ...finding('last', seen.last), ...finding('likely', seen.likely)];
}

function tellHolder({ name, consumer, answers }: Holder): string {
  const who = `${name} (${shortId(consumer)})`;
  return answers === 'gone' ? `${who}, which answers 404: a leak` : `${who}, which is ${answers}`;
}
