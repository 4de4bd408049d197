import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { packagesOf } from '../../support/gate/packages';
import { writeDescription } from '../../support/reference-cloud/description';
import { layoutOf } from '../../support/reference-cloud/layout';
import { planOf } from '../../support/reference-cloud/cloud-plan';
import { identityOf, writePidFile } from '../../support/reference-cloud/processes/process-identity';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { passwords } from '../reference-cloud/passwords-for-tests';

const variable = 'LOCAL_DELETE_REFERENCE_DIRECTORY';
const node = process.versions.node;
let directory: string;
let former: string | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'packages-'));
  writeFileSync(join(directory, 'package.json'), '{"version": "7.8.9"}');
  former = process.env[variable];
  process.env[variable] = directory;
});

afterEach(() => {
  rmSync(directory, { recursive: true });
  if (former === undefined) Reflect.deleteProperty(process.env, variable);
  else process.env[variable] = former;
});

test('a run on the embedded cloud tells the suite and Node', () => {
  assert.deepEqual(packagesOf(directory, { cloud: 'embedded', release: 'zed' }), { suite: '7.8.9', node });
});

test('a run on a reference cloud tells its packages too', () => {
  const layout = layoutOf('zed');
  mkdirSync(layout.home);
  const plan = planOf(referenceCloudRelease('zed'), passwords);
  writeDescription(layout, plan, { nova: '26.2.2' }, ['keystone'], directory);
  const own = identityOf(process.pid);
  assert.ok(own);
  writePidFile(join(layout.run, 'keystone.json'), own);
  const expected = { suite: '7.8.9', node, nova: '26.2.2' };
  assert.deepEqual(packagesOf(directory, { cloud: 'reference', release: 'zed' }), expected);
});

test('of a reference cloud that is not up nothing is told', () => {
  assert.deepEqual(packagesOf(directory, { cloud: 'reference', release: 'zed' }), { suite: '7.8.9', node });
});
