import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { behavioursIn, type Book } from '../../support/book/book';
import type { BookCase } from '../../support/book/scenarios';
import { tellEvidence } from '../../support/book/words';
import { exampleBook, feature, recordOf } from './example';

const casesOf = (book: Book): readonly BookCase[] =>
  behavioursIn(book.chapters).flatMap(({ scenarios }) => scenarios.flatMap(({ cases }) => cases));

function caseOf(book: Book, id: string): BookCase {
  const found = casesOf(book).find((one) => one.id === id);
  assert.ok(found, `${id} is in the book`);
  return found;
}

describe('the book', () => {
  it('tells features and drafts in the order of the contents, under their rule', () => {
    const [chapter] = exampleBook().chapters;
    assert.deepEqual(
      chapter?.rules.map(({ rule, behaviours }) => [
        rule,
        ...behaviours.map(({ title, state }) => `${title} ${state}`),
      ]),
      [['The promise', 'Second open', 'First played']],
    );
  });

  it('makes one line of a story, and paragraphs of the opening', () => {
    const book = exampleBook();
    assert.deepEqual(
      behavioursIn(book.chapters).map(({ story }) => story),
      ['A story of two lines.', 'A story of two lines.'],
    );
    assert.deepEqual(book.opening, ['One paragraph.', 'Another one.']);
  });

  it('has a case for each row of an outline, with its values', () => {
    const text = feature('First', '@exclusive-host', 'The <state> server is deleted')
      .replace('Scenario:', 'Scenario Outline:')
      .replace('a server is running', 'a <state> server is running')
      .concat('\n      @LD-3.paused\n      Examples:\n        | state |\n        | paused |\n');
    const book = exampleBook({ features: [{ path: 'features/deletes/first.feature', text, world: 'features' }] });
    const { id, values } = caseOf(book, 'LD-3.paused');
    assert.deepEqual([id, values], ['LD-3.paused', [['state', 'paused']]]);
  });

  it('names a feature that is no Gherkin', () => {
    const features = [{ path: 'features/deletes/first.feature', text: 'Scenario x', world: 'features' as const }];
    assert.throws(() => exampleBook({ features }), /^Error: features\/deletes\/first\.feature:1 is no Gherkin/);
  });
});

describe('what was seen of a scenario', () => {
  const told = (records: Parameters<typeof recordOf>[1], tags = '@LD-1'): string => {
    const text = feature('First', tags);
    const features = [{ path: 'features/deletes/first.feature', text, world: 'features' as const }];
    const all = [recordOf('2025.1', records), recordOf('zed', { 'LD-1': { verdict: 'not applicable' } })];
    return tellEvidence(caseOf(exampleBook({ features, records: all }), 'LD-1'));
  };

  it('is told with the releases on which it passed, the older one first', () => {
    assert.equal(tellEvidence(caseOf(exampleBook(), 'LD-1')), 'seen on OpenStack Zed and 2025.1');
  });

  it('says which release it is not about', () => {
    assert.equal(told({ 'LD-1': {} }), 'seen on OpenStack 2025.1; not about Zed');
  });

  it('is nothing when the record is of another text, of a skip, or not there', () => {
    const unseen = 'not seen on a real cloud yet; not about Zed';
    assert.equal(told({ 'LD-1': { text: 'of yesterday' } }), unseen);
    assert.equal(told({ 'LD-1': { verdict: 'skipped' } }), unseen);
    assert.equal(told({}), unseen);
  });

  it('has its reason where no real cloud can show it', () => {
    assert.match(told({}, '@LD-1 @embedded-only.sign-in'), /^seen on the embedded cloud only: no way/);
  });

  it('is counted for each real cloud, without drafts', () => {
    const [cloud] = exampleBook().clouds;
    assert.deepEqual(cloud, {
      release: '2025.1',
      clouds: ['reference'],
      nova: ['1.0'],
      latest: '2026-01-02',
      passed: 1,
      of: 1,
    });
  });
});

describe('what a scenario guards', () => {
  it('is a bug with its title, its address and the release without it', () => {
    assert.deepEqual(caseOf(exampleBook(), 'LD-1').bugs, [
      { name: 'bug 7', address: 'https://bugs.launchpad.net/bugs/7', title: 'a leak', fixedIn: 'Rocky' },
    ]);
  });

  it('is a fault that has to turn it red', () => {
    assert.deepEqual(caseOf(exampleBook(), 'LD-1').faults, ['half is freed']);
    assert.deepEqual(caseOf(exampleBook(), 'LD-2').faults, []);
  });

  it('is told by bug as well, with the drafts that are about it', () => {
    const [bug] = exampleBook().bugs;
    assert.deepEqual([bug?.guardedBy, bug?.open], [['LD-1'], ['LD-2']]);
  });
});
