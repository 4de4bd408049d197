import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RuleName } from '../../support/scenarios/finding';
import { feature, lintAll, lintDraft, lintText } from './feature-builder';
import type { Parts } from './feature-builder';

const [given, and, when, then] = [
  'Given a server is running on a host',
  'And the operator has forced the host down',
  'When the owner deletes the server',
  'Then the server should be gone',
];

test('a good feature has nothing to mend, as a feature and as a draft', () => {
  assert.deepEqual(lintText(feature()), []);
  assert.deepEqual(lintDraft(feature()), []);
});

const bad: readonly (readonly [what: string, rule: RuleName, parts: Partial<Parts>, line: number, message: RegExp])[] =
  [
    ['no story', 'story', { story: '' }, 1, /tells no story/],
    ['no rule', 'rule', { rule: '' }, 7, /stands under no rule/],
    ['a background', 'background', { rule: `Rule: A rule\nBackground:\n${given}` }, 5, /background/],
    ['a title of four words', 'title', { title: 'Host is forced down' }, 7, /has 4 words/],
    ['a title of nine words', 'title', { title: 'The host is forced down by the operator again' }, 7, /has 9 words/],
    ['two steps', 'step-count', { steps: [when, then] }, 7, /has 2 steps/],
    [
      'seven steps',
      'step-count',
      { steps: [given, and, 'And it rains', 'And it snows', 'And it hails', when, then] },
      7,
      /has 7 steps/,
    ],
    ['a Given after the When', 'step-order', { steps: [when, given, then] }, 9, /a Given follows a When/],
    ['a step of no part', 'step-order', { steps: ['* a server is there', when, then] }, 8, /neither given, nor done/],
    ['an And that begins', 'step-order', { steps: [and, when, then] }, 8, /neither given, nor done/],
    ['no When', 'one-when', { steps: [given, and, then] }, 7, /there is no When/],
    ['two Whens', 'one-when', { steps: [given, when, 'And the owner deletes a server', then] }, 10, /2 things happen/],
    ['no Then', 'then', { steps: [given, and, when] }, 7, /there is no Then/],
    ['a Then without should', 'should', { steps: [given, when, 'Then the server is gone'] }, 10, /does not say/],
    [
      'a Given with should',
      'should',
      { steps: ['Given a server should run', when, then] },
      8,
      /the Given .* says "should"/,
    ],
    ['a step twice', 'repeated-step', { steps: [given, given.replace('Given', 'And'), when, then] }, 9, /second time/],
    [
      'a UUID',
      'no-ids',
      { steps: ['Given server 5aa59b71-19b1-4df4-b8ac-7a9a35b1ee93 is there', when, then] },
      8,
      /holds a UUID, 5aa59b71/,
    ],
    ['a short id', 'no-ids', { steps: ['Given server 7f3a9c21 is there', when, then] }, 8, /holds an id, 7f3a9c21/],
    [
      'a status code',
      'no-ids',
      { steps: [given, when, 'Then the reply should be 409'] },
      10,
      /holds a status code, 409/,
    ],
    ['no id', 'id', { tags: '@exclusive-host' }, 7, /the scenario has no id/],
    ['two ids', 'id', { tags: '@LD-1 @LD-2' }, 7, /has 2 ids/],
    ['an id beyond the last', 'id', { tags: '@LD-135' }, 6, /@LD-135 is no id/],
    ['an id of zero', 'id', { tags: '@LD-0' }, 6, /@LD-0 is no id/],
    ['a variant in capitals', 'id', { tags: '@LD-1.Paused' }, 6, /@LD-1.Paused is no id/],
    ['an id at the rule', 'id', { rule: '@LD-3\nRule: A rule' }, 4, /@LD-3 stands at a feature or a rule/],
    ['an unknown tag', 'known-tags', { tags: '@LD-1 @two-host' }, 6, /@two-host is not in docs\/tags.md/],
    [
      'a whole host that is not ours',
      'exclusive-host',
      { tags: '@LD-1', steps: [given, when, 'Then the host should be used as much as before the server was created'] },
      10,
      /other people's servers/,
    ],
    [
      'Scenario without colon',
      'syntax',
      { title: 'The host is forced down\nScenario another', steps: [given, when, then] },
      7,
      /begins with "Scenario"/,
    ],
  ];

for (const [what, rule, parts, line, message] of bad) {
  test(`${what} is found by the rule "${rule}"`, () => {
    const findings = lintText(feature(parts));
    const found = findings.find((finding) => finding.rule === rule);
    assert.ok(found, `found: ${JSON.stringify(findings)}`);
    assert.equal(found.line, line);
    assert.match(found.message, message);
    assert.ok(found.mend.length > 20 && !found.mend.endsWith('.'), `a mend without full stop: ${found.mend}`);
    assert.equal(findings.length, 1, `nothing else is found: ${JSON.stringify(findings)}`);
  });
}

test('a bug that no scenario guards yet may be the tag of a draft, and of no feature', () => {
  const text = feature({ tags: '@LD-1 @bug-1709902' });
  assert.deepEqual(lintDraft(text), []);
  assert.deepEqual(
    lintText(text).map(({ rule, message }) => [rule, message]),
    [['known-tags', '@bug-1709902 is not in docs/tags.md']],
  );
});

test('the nearest known tag is offered', () => {
  const [found] = lintText(feature({ tags: '@LD-1 @two-host' }));
  assert.match(found?.mend ?? '', /^Did you mean @two-hosts\?/);
});

test('a code may stand in a step that is about it', () => {
  const steps = [given, 'And Placement answers Nova with error 503', when, then];
  assert.deepEqual(lintText(feature({ steps })), []);
});

test('microversions and small numbers are no status codes', () => {
  const steps = ['Given 20 servers are there at microversion 2.53', when, then];
  assert.deepEqual(lintText(feature({ steps })), []);
});

test('text that is no Gherkin is told with its line', () => {
  const [found] = lintText(feature({ steps: [given, and, when, 'Thne the server should be gone'] }));
  assert.equal(found?.rule, 'syntax');
  assert.equal(found.line, 11);
});

test('a feature without scenarios is found, since nothing of it would run', () => {
  const rules = lintText('Feature: A delete\n  A story.\n\n  Rule: A rule\n').map(({ rule }) => rule);
  assert.deepEqual(rules, ['scenarios']);
});

test('an empty file is found', () => {
  assert.deepEqual(
    lintText('').map(({ rule, message }) => [rule, message]),
    [['syntax', 'this is no Gherkin: the file holds no feature']],
  );
});

test('an id is unique in all features', () => {
  const sources = ['a', 'b'].map((name) => ({ path: `${name}.feature`, text: feature(), world: 'features' as const }));
  const [found, ...others] = lintAll(sources);
  assert.deepEqual(others, []);
  assert.equal(found?.path, 'b.feature');
  assert.match(found.message, /@LD-1 is already the id of the scenario at a.feature:6/);
  assert.match(found.mend, /its own id/);
});

test('a draft whose scenario has moved to the features is to be deleted', () => {
  const findings = lintAll([
    { path: 'features/a.feature', text: feature(), world: 'features' },
    { path: 'docs/drafts/a.feature', text: feature(), world: 'drafts' },
  ]);
  assert.deepEqual(
    findings.map(({ path, mend }) => [path, mend]),
    [['docs/drafts/a.feature', 'Delete the draft: a scenario that has moved to features/ is no draft any more']],
  );
});
