import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { linksFor } from '../../support/reporting/allure/labels';
import { nameInLists } from '../../support/reporting/allure/name';
import { severityOf } from '../../support/reporting/allure/severity';

const severity = (id: string, folder: string, ...tags: readonly string[]): string =>
  severityOf({ id, uri: `features/${folder}/a.feature`, tags: [`@${id}`, ...tags] });

describe('how much a scenario matters', () => {
  it('is most where local delete itself is what it is about', () => {
    assert.equal(severity('LD-1', 'local-delete', '@bug-1679750'), 'blocker');
    assert.equal(severity('LD-12.later', 'history'), 'blocker');
  });

  it('is more where it guards a bug, whatever its theme', () => {
    assert.equal(severity('LD-22', 'healing', '@bug-1707071'), 'critical');
    assert.equal(severity('LD-61', 'unplaced', '@commit-57a3af6921'), 'critical');
    assert.equal(severity('LD-123', 'history', '@bug-1993736'), 'critical');
  });

  it('is less where only what is shown could be wrong', () => {
    assert.equal(severity('LD-18', 'reading'), 'minor');
    assert.equal(severity('LD-124', 'history'), 'minor');
    assert.equal(severity('LD-50', 'belongings'), 'normal');
  });

  it('has its rule in docs/tags.md, in this order', () => {
    const rows = [...readFileSync('docs/tags.md', 'utf8').matchAll(/^\| _(blocker|critical|normal|minor)_ /gm)];
    assert.deepEqual(
      rows.map(([, level]) => level),
      ['blocker', 'critical', 'minor', 'normal'],
    );
  });
});

describe('what a scenario is called in lists', () => {
  it('is its title and all that should come of it, without saying what "before" means', () => {
    const expected = [
      'server blue should be gone',
      'the host should be used as much as before servers blue and green were created',
    ];
    assert.equal(
      nameInLists({ key: 'LD-1', title: 'The host is forced down', expected }),
      'LD-1 The host is forced down → server blue should be gone, the host should be used as much as before',
    );
  });

  it('is its title where it has no Then', () => {
    assert.equal(nameInLists({ key: 'a.feature:3', title: 'Nothing', expected: [] }), 'a.feature:3 Nothing');
  });
});

describe('the links of a scenario', () => {
  it('lead to the bugs and the commits that it guards against, and to nothing else', () => {
    const links = linksFor({ tags: ['@LD-61', '@bug-1859496', '@commit-57a3af6921', '@bug-../x', '@race'] });
    assert.deepEqual(
      links.map(({ name, url }) => [name, url]),
      [
        ['bug 1859496', 'https://bugs.launchpad.net/bugs/1859496'],
        ['commit 57a3af6921', 'https://opendev.org/openstack/nova/commit/57a3af6921'],
      ],
    );
  });
});
