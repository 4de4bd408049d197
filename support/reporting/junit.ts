import { printable } from '../printable';
import type { RunFacts } from './conclusion';
import { nameOf, tellFailures, tellOutcome } from './failure-text';
import { headlineOfScenario } from './groups';
import { headlineOf } from './headline';
import { kindOfScenario } from './kind';
import type { RunTimes } from './summary';
import { redOutcomes, type RunVerdict, type ScenarioVerdict } from './verdict';

interface Case {
  readonly name: string;
  readonly group: string;
  readonly seconds: number;
  /** Where it stands, as CI servers link it. */
  readonly place?: { readonly file: string; readonly line: number };
  readonly properties: Properties;
  readonly result?: CaseResult;
}

type Properties = Readonly<Record<string, string>>;

interface CaseResult {
  readonly tag: 'failure' | 'error' | 'skipped';
  readonly type: string;
  /** One line, the same for all that failed alike. */
  readonly message: string;
  readonly text: string;
}

/**
 * A run as JUnit XML, as CI servers read it: a test case for each scenario, named by its stable id, with its place and tags, and one
 * for each hook of the run and each feature file that failed. Cucumber's own formatter is not used because it names no ids and
 * writes nothing when a BeforeAll hook fails. What should have run and did not is an error; what the cloud cannot or
 * need not do is skipped, with its reason.
 */
export function renderJunit(run: RunVerdict, facts: RunFacts, times: RunTimes, root: string): string {
  const cases = [...runCases(run, root), ...run.scenarios.map((scenario) => scenarioCase(scenario, root))];
  const counts = (['failure', 'error', 'skipped'] as const).map((tag) =>
    cases.filter(({ result }) => result?.tag === tag),
  );
  const [failures = 0, errors = 0, skipped = 0] = counts.map(({ length }) => length);
  const totals = attributes({ tests: cases.length, failures, errors, skipped, time: times.seconds.toFixed(3) });
  const name = `local delete on ${facts.cloud} ${facts.release}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    `  <testsuite ${attributes({ name, timestamp: timestampOf(times) })} ${totals}>`,
    ...renderProperties(propertiesOf(facts, times)).map((line) => `    ${line}`),
    ...cases.flatMap(renderCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function runCases({ hookFailures, parseFailures }: RunVerdict, root: string): Case[] {
  return [
    ...hookFailures.map((failure): Case => {
      const told = { message: headlineOf(failure), text: tellFailures([failure], root) };
      const result = { tag: 'error', type: 'failed', ...told } as const;
      return { name: failure.where, group: 'hooks of the run', seconds: 0, properties: {}, result };
    }),
    ...parseFailures.map(({ uri, line, message }): Case => {
      const result = { tag: 'error', type: 'no Gherkin', message: lineOf(message), text: message } as const;
      const place = { file: uri, line };
      return { name: `${uri}:${line}`, group: 'feature files', seconds: 0, place, properties: {}, result };
    }),
  ];
}

function scenarioCase(scenario: ScenarioVerdict, root: string): Case {
  const { feature, seconds, outcome, uri: file, line } = scenario;
  const properties = propertiesOfScenario(scenario);
  const row = { name: nameOf(scenario), group: feature, seconds, place: { file, line }, properties };
  const told = { type: outcome, message: headlineOfScenario(scenario), text: tellOutcome(scenario, root) };
  switch (outcome) {
    case 'passed':
      return row;
    case 'skipped':
    case 'not applicable':
      return { ...row, result: { tag: 'skipped', ...told } };
    case 'not run':
      return { ...row, result: { tag: 'error', ...told } };
    default:
      return { ...row, result: { tag: 'failure', ...told } };
  }
}

function lineOf(message: string): string {
  return message.split('\n')[0] ?? '';
}

function renderCase({ name, group, seconds, place, properties, result }: Case): string[] {
  const told = attributes({ name, classname: group, ...place, time: seconds.toFixed(3) });
  const inside = [...renderProperties(properties), ...(result === undefined ? [] : [renderResult(result)])];
  if (inside.length === 0) return [`    <testcase ${told}/>`];
  return [`    <testcase ${told}>`, ...inside.map((line) => `      ${line}`), '    </testcase>'];
}

function renderResult({ tag, type, message, text }: CaseResult): string {
  return `<${tag} ${attributes({ type, message })}>${escape(text)}</${tag}>`;
}

function renderProperties(properties: Properties): string[] {
  const lines = Object.entries(properties).map(([name, value]) => `  <property ${attributes({ name, value })}/>`);
  return lines.length === 0 ? [] : ['<properties>', ...lines, '</properties>'];
}

function propertiesOf(
  { cloud, release, defect, seed, microversions, packages }: RunFacts,
  times: RunTimes,
): Properties {
  const versions: Properties = Object.fromEntries(
    Object.entries(microversions).map(([service, version]) => [`microversion ${service}`, version] as const),
  );
  return {
    ...{ cloud, release, ...(defect !== undefined && { defect }), seed: String(seed) },
    ...versions,
    ...packages,
    reproduce: times.reproduce,
  };
}

function propertiesOfScenario(scenario: ScenarioVerdict): Properties {
  const { id, rule, tags } = scenario;
  const kind = redOutcomes.has(scenario.outcome) ? kindOfScenario(scenario) : undefined;
  return {
    ...(id !== undefined && { id }),
    ...(rule !== undefined && { rule }),
    ...(tags.length > 0 && { tags: tags.join(' ') }),
    ...(kind !== undefined && { 'whose matter': kind }),
  };
}

/** As JUnit's schema has it: seconds in UTC, without a zone. */
function timestampOf({ startedAt }: RunTimes): string {
  return new Date(startedAt).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escape(String(value)).replace(/\n/g, '&#10;')}"`)
    .join(' ');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  // XML 1.0 has no way at all to write most control characters, such as those of coloured output, nor these two.
  const writable = printable(text).replace(/[\ufffe\uffff]/g, '\ufffd');
  return writable.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
