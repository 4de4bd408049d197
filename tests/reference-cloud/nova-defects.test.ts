import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { knownDefects } from '../../support/clouds/embedded/defects';
import { planOf } from '../../support/reference-cloud/cloud-plan';
import {
  configurationIsCurrent,
  writeConfiguration,
} from '../../support/reference-cloud/configuration/configuration-files';
import type { Layout } from '../../support/reference-cloud/layout';
import { inside, layoutOf, outside } from '../../support/reference-cloud/layout';
import { novaDefectFile, novaDefectIn, novaDefectNames } from '../../support/reference-cloud/nova-defects';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { linesOf } from '../../support/reference-cloud/status';
import { passwords } from './passwords-for-tests';

const release = referenceCloudRelease('2025.1');
const healthy = planOf(release, passwords);
const broken = planOf(release, passwords, { novaDefect: 'bug-1679750' });
const programs = join(__dirname, '../../support/reference-cloud/chroot');
let directory: string;
let layout: Layout;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'nova-defects-'));
  layout = layoutOf('2025.1', directory);
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

test('what Nova can be broken by has the names that it has on the embedded cloud', () => {
  assert.deepEqual(
    novaDefectNames.filter((name) => !knownDefects.includes(name)),
    [],
  );
});

test('the program that breaks Nova knows just these', () => {
  const table = /^DEFECTS = \{\n([^]*?)^\}/m.exec(readFileSync(join(programs, 'broken_nova.py'), 'utf8'))?.[1] ?? '';
  assert.deepEqual(
    [...table.matchAll(/^ {4}"([^"]+)": Defect\(/gm)].map(([, name]) => name),
    [...novaDefectNames],
  );
});

test('the launcher of the services reads it where it was written', () => {
  const file = /^DEFECT_FILE = "(.+)"$/m.exec(readFileSync(join(programs, 'launcher.py'), 'utf8'))?.[1];
  assert.equal(file, `${inside.configuration}/${novaDefectFile}`);
});

test('a cloud that runs otherwise than it was asked for is not current, healthy or broken', () => {
  writeConfiguration(layout, broken);
  assert.equal(novaDefectIn(layout), 'bug-1679750');
  assert.equal(configurationIsCurrent(layout, broken), true);
  assert.equal(configurationIsCurrent(layout, healthy), false);
  assert.equal(configurationIsCurrent(layout, planOf(release, passwords, { novaDefect: 'bug-1707071' })), false);
});

test('the next up without a defect leaves none', () => {
  writeConfiguration(layout, broken);
  writeConfiguration(layout, healthy);
  assert.equal(novaDefectIn(layout), undefined);
  assert.equal(readFileSync(outside(layout, `${inside.configuration}/${novaDefectFile}`), 'utf8'), '');
});

test('a cloud that was never begun is broken by nothing', () => {
  assert.equal(novaDefectIn(layout), undefined);
});

test('the status says that Nova is broken', () => {
  const status = { extent: 'up', chroot: 'built', services: [], paths: [], computes: [], leftovers: [] } as const;
  const line = 'its Nova is broken on purpose by bug-1679750';
  assert.equal(linesOf(release, { ...status, novaDefect: 'bug-1679750' })[1], line);
  assert.ok(!linesOf(release, status).includes(line));
});

test('where deletes leak no host heals in the middle of a scenario; anything else is as on a healthy cloud', () => {
  const { updateResourcesInterval, ...others } = broken.timing;
  assert.ok(updateResourcesInterval >= 600, `once in ${updateResourcesInterval} s`);
  assert.deepEqual({ ...healthy.timing, ...others }, healthy.timing);
  for (const name of novaDefectNames.filter((each) => each !== 'bug-1679750'))
    assert.deepEqual(planOf(release, passwords, { novaDefect: name }).timing, healthy.timing, name);
});
