import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy, type Check } from '../../support/check';
import { parseEnvelope, type Envelope } from '@cucumber/messages';
import type { TestResult, TestResultContainer } from 'allure-js-commons';
import type { ShortSummary } from '../../support/reporting/summary';
import { judge } from '../../support/reporting/verdicts';
import type { RunVerdict } from '../../support/reporting/verdict';
import { closedSummarySchema } from '../reporting/closed-schema';

/** A result of Allure's: all of the suite's have a name. */
export type NamedResult = TestResult & { readonly name: string };

const isResult = checkBy<NamedResult>({
  type: 'object',
  required: [
    'uuid',
    'name',
    'historyId',
    'testCaseId',
    'fullName',
    'status',
    'start',
    'stop',
    'steps',
    'labels',
    'links',
  ],
});
const isContainer = checkBy<TestResultContainer>({
  type: 'object',
  required: ['uuid', 'children', 'befores', 'afters'],
});

/** All Allure results of a run. */
export function allureResults(reports: string): NamedResult[] {
  return allureFiles(reports, '-result.json', isResult);
}

/** All Allure containers of a run: the hooks around its scenarios. */
export function allureContainers(reports: string): TestResultContainer[] {
  return allureFiles(reports, '-container.json', isContainer);
}

/** The categories of a result, as Allure chooses them: by its status, its message and its trace, each as a whole. */
export function categoriesOf(reports: string, { status, statusDetails }: TestResult): readonly string[] {
  const { message = '', trace = '' } = statusDetails;
  const content: unknown = JSON.parse(readFileSync(join(reports, 'allure-results', 'categories.json'), 'utf8'));
  assert.ok(areCategories(content), areCategories.told('it'));
  const fits = (pattern: string | undefined, text: string): boolean =>
    pattern === undefined || new RegExp(`^(?:${pattern})$`).test(text);
  return content
    .filter(({ matchedStatuses }) => status !== undefined && matchedStatuses.includes(status))
    .filter(({ messageRegex, traceRegex }) => fits(messageRegex, message) && fits(traceRegex, trace))
    .map(({ name }) => name);
}

interface Category {
  readonly name: string;
  readonly matchedStatuses: readonly string[];
  readonly messageRegex?: string;
  readonly traceRegex?: string;
}

const areCategories = checkBy<readonly Category[]>({
  type: 'array',
  items: { type: 'object', required: ['name', 'matchedStatuses'] },
});

/** A label of an Allure result. */
export function labelOf({ labels }: Pick<TestResult, 'labels'>, wanted: string): string | undefined {
  return labels.find(({ name }) => name === wanted)?.value;
}

/** The test cases of a JUnit report: name, and what is inside (`passed`, `failure failed`, `skipped not applicable`). */
export function junitCases(reports: string): Map<string, { verdict: string; text: string }> {
  const xml = readFileSync(join(reports, 'junit.xml'), 'utf8');
  const pattern =
    /<testcase name="([^"]*)"[^>]*?(?:\/>|>(?:\s*<properties>.*?<\/properties>)?\s*(?:<\/testcase>|<(\w+) type="([^"]*)" message="[^"]*">([^<]*)<))/gs;
  return new Map(
    [...xml.matchAll(pattern)].map(([, name = '', tag, type = '', text = '']) => [
      name,
      { verdict: tag === undefined ? 'passed' : `${tag} ${type}`, text },
    ]),
  );
}

/** What cucumber's HTML report shows: the verdicts on the messages inside, and all texts that were logged. */
export function cucumberHtml(reports: string): ShownByCucumber {
  const html = readFileSync(join(reports, 'cucumber.html'), 'utf8');
  const json = /CUCUMBER_MESSAGES = (\[.*\]);?$/m.exec(html)?.[1] ?? '';
  const messages: unknown = JSON.parse(json.replaceAll('\\x3C', '<'));
  const envelopes = (Array.isArray(messages) ? messages : []).map((message) => parseEnvelope(JSON.stringify(message)));
  const logs = envelopes.flatMap(({ attachment }) => (attachment === undefined ? [] : [attachment.body]));
  const finished = envelopes.find(({ testRunFinished }) => testRunFinished !== undefined)?.testRunFinished;
  return { run: judge(envelopes), logs, success: finished?.success, kinds: countKinds(envelopes) };
}

interface ShownByCucumber {
  readonly run: RunVerdict;
  readonly logs: readonly string[];
  readonly success: boolean | undefined;
  /** How many messages there are of each kind that cucumber tells before anything runs. */
  readonly kinds: Readonly<Record<string, number>>;
}

function countKinds(envelopes: readonly Envelope[]): Readonly<Record<string, number>> {
  const kinds = envelopes.flatMap((envelope) => Object.keys(envelope));
  const once = [
    'meta',
    'source',
    'gherkinDocument',
    'pickle',
    'hook',
    'stepDefinition',
    'testRunStarted',
    'testRunFinished',
  ];
  return Object.fromEntries(once.map((kind) => [kind, kinds.filter((each) => each === kind).length]));
}

/** `summary.json` as it was written. */
export function summaryOf({ reports }: { readonly reports: string }): ShortSummary {
  const content: unknown = JSON.parse(readFileSync(join(reports, 'summary.json'), 'utf8'));
  if (isSummary(content)) {
    return content;
  }
  throw new Error(`summary.json is wrong: ${isSummary.told('it')}`);
}

// Nothing may stand in a summary that its schema does not describe.
const isSummary = checkBy<ShortSummary>(closedSummarySchema());

function allureFiles<T>(reports: string, ending: string, isRight: Check<T>): T[] {
  const folder = join(reports, 'allure-results');
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return files.map((file) => {
    const content: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (isRight(content)) return content;
    throw new Error(`${file} is wrong: ${isRight.told('it')}`);
  });
}
