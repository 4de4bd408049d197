import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import type { FeatureSource, World } from '../../support/scenarios/feature-text';
import { bugPages, readFeatureFiles } from '../../support/scenarios/files';
import { bugFindings } from '../../support/scenarios/guarded-bugs';
import { feature } from './feature-builder';

const root = resolve(__dirname, '..', '..');

const tagged = (world: World, tag: string): FeatureSource => ({
  path: `${world}.feature`,
  text: feature({ tags: `@LD-1 ${tag}` }),
  world,
});

const pages = (guarded: string, ofDrafts: string) => ({
  guarded: { path: 'docs/tags.md', text: `# Tags\n\n| \`@volumes\` | it |\n| \`${guarded}\` | it |\n` },
  ofDrafts: { path: 'docs/drafts/bugs.md', text: `| \`${ofDrafts}\` | it |\n` },
});

const found = (guarded: string, ofDrafts: string, sources: readonly FeatureSource[]) =>
  bugFindings(pages(guarded, ofDrafts), sources).map(({ path, line, message }) => `${path}:${line} ${message}`);

test('every bug of the project that is said to be guarded has a scenario with its tag, every other one a draft', () => {
  assert.deepEqual(bugFindings(bugPages(root), readFeatureFiles(root, ['features', 'docs/drafts'])), []);
});

test('a bug in its page has a scenario, or a draft', () => {
  const sources = [tagged('features', '@bug-1'), tagged('drafts', '@bug-2')];
  assert.deepEqual(found('@bug-1', '@bug-2', sources), []);
});

test('a bug that a draft alone is about is not guarded', () => {
  assert.deepEqual(found('@bug-1', '@bug-1', [tagged('drafts', '@bug-1')]), [
    'docs/tags.md:4 @bug-1 is the tag of no scenario, so nothing turns red when the bug comes back',
  ]);
});

test('a bug that a scenario guards, or that nothing is about, is told among those of the drafts', () => {
  const sources = [tagged('features', '@bug-1')];
  assert.deepEqual(found('@bug-1', '@bug-1', sources), ['docs/drafts/bugs.md:1 @bug-1 has a scenario that guards it']);
  assert.deepEqual(found('@bug-1', '@bug-2', sources), ['docs/drafts/bugs.md:1 @bug-2 is the tag of no draft']);
});
