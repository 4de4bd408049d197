import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillCatalogue } from '../../support/scenarios/catalogue';

const feature = (path: string, ...ids: readonly string[]) => ({
  path,
  world: path.startsWith('docs') ? ('drafts' as const) : ('features' as const),
  text: `Feature: one\n${ids.map((id) => `  @${id}\n  Scenario: of ${id}\n    Given a host\n`).join('')}`,
});

const page = (...rows: readonly string[]) =>
  ['# E', '', '| id | behaviour | told in |', '| --- | --- | --- |', ...rows, ''].join('\n');

describe('the catalogue of behaviours', () => {
  it('tells in which features and drafts each is told', () => {
    const { markdown, findings } = fillCatalogue(page('| LD-1 | one \\| two. |  |', '| LD-2 | three. | old |'), [
      feature('features/a/first.feature', 'LD-1.one', 'LD-1.two'),
      feature('features/a/second.feature', 'LD-1.three'),
      feature('docs/drafts/b/third.feature', 'LD-2'),
    ]);
    assert.deepEqual(findings, []);
    assert.equal(
      markdown,
      page(
        '| LD-1 | one \\| two. | [first](../../features/a/first.feature#L3), [second](../../features/a/second.feature#L3) |',
        '| LD-2 | three. | draft: [third](../drafts/b/third.feature#L3) |',
      ),
    );
  });

  it('finds what is told nowhere and does not say why', () => {
    const rows = page('| LD-1 | one. |  |', '| LD-2 | two. | not told: no API shows it |');
    const { markdown, findings } = fillCatalogue(rows, []);
    assert.equal(markdown, rows.replace('|  |', '|  |'));
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['LD-1 is told by no feature and no draft'],
    );
  });

  it('finds a number without a row, and one with two', () => {
    const { findings } = fillCatalogue(page('| LD-1 | one. |  |', '| LD-1 | again. |  |'), [
      feature('features/a.feature', 'LD-1', 'LD-7'),
    ]);
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['LD-1 has two rows', 'LD-7 of features/a.feature is not in the catalogue'],
    );
  });
});
