import type { EmbeddedDefect } from '../../support/clouds/embedded/defects';
import { makeBook, type Book, type BookSources } from '../../support/book/book';
import { digestOf } from '../../support/conformance/observation';
import type { RecordedScenario, ReleaseRecord } from '../../support/conformance/record';

const run = '2026-01-02T10:00:00.000Z';
const steps = ['a server is running on a host', 'the owner deletes the server', 'the server should be gone'];

/** The text of a feature with one scenario under the rule `The promise`. */
export function feature(title: string, tags = '@LD-1', scenario = 'The host is forced down'): string {
  const [given = '', when = '', then = ''] = steps;
  return `Feature: ${title}\n  A story of\n  two lines.\n\n  Rule: The promise\n\n    ${tags}\n    Scenario: ${scenario}\n      Given ${given}\n      When ${when}\n      Then ${then}\n`;
}

/** The record of a release in which scenarios have passed with the text of {@link feature}, but for what is said of them. */
export function recordOf(
  release: ReleaseRecord['release'],
  scenarios: Readonly<Record<string, Partial<RecordedScenario>>>,
): ReleaseRecord {
  const recording = { cloud: 'reference', release, command: 'c', packages: { nova: '1.0' }, configuration: {} };
  const passed = { verdict: 'passed', run, text: digestOf(steps) };
  const recorded = Object.entries(scenarios).map(([id, about]) => [id, { ...passed, ...about }] as const);
  return { release, record: { recordings: { [run]: recording }, scenarios: Object.fromEntries(recorded) } };
}

const defects: readonly EmbeddedDefect[] = [
  {
    name: 'bug-7',
    origin: { kind: 'bug', tier: 1, fixedIn: 'Rocky' },
    title: 'a leak',
    story: 'It leaks.',
    turnsRed: ['LD-1'],
  },
  {
    name: 'fault-half',
    origin: { kind: 'single fault', tier: 1 },
    title: 'half is freed',
    story: 'Half.',
    turnsRed: ['LD-1'],
  },
];

/** A book of one chapter with a feature and a draft, but for what is given. */
export function exampleBook(parts: Partial<BookSources> = {}): Book {
  return makeBook({
    contents: {
      title: 'Promises',
      opening: 'One\nparagraph.\n\nAnother one.\n',
      words: { host: 'a machine' },
      chapters: [{ folder: 'deletes', title: 'Deletes', about: 'All of them.', behaviours: ['second', 'first'] }],
    },
    features: [
      { path: 'features/deletes/first.feature', text: feature('First', '@LD-1 @bug-7'), world: 'features' },
      { path: 'docs/drafts/deletes/second.feature', text: feature('Second', '@LD-2 @bug-7'), world: 'drafts' },
    ],
    records: [recordOf('2025.1', { 'LD-1': {} }), recordOf('zed', { 'LD-1': {} })],
    defects,
    tagPages: ['| tag | the bug |\n| --- | --- |\n| `@bug-7` | a leak |\n| `@embedded-only.sign-in` | no way |\n'],
    ...parts,
  });
}
