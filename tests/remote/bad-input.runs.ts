import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ComputeClient } from '../../support/api/compute-client';
import { json, startLoopback } from '../api/loopback';
import { blank } from './blank-mistakes';
import { runGateWith } from './gate';
import { inFiles } from './mistakes';
import { atTheCloud } from './mistakes-at-the-cloud';
import { openStaging, rightFiles, sessionOf, writeFiles, type Staging } from './staging';

describe('bad input ends with exit code 2, before anything is touched, and says what would be right', () => {
  let staging: Staging;

  before(async () => {
    staging = await openStaging();
  });
  after(() => staging.close());

  for (const { title, spoil, afterwards, argv = ['--cloud', 'remote'], told } of [
    ...inFiles,
    ...blank,
    ...atTheCloud,
  ]) {
    it(title, async () => {
      const folder = staging.folder();
      const files = rightFiles(staging, folder);
      spoil?.(files, folder);
      const env = writeFiles(folder, files);
      afterwards?.(folder, env);
      const { exitCode, text } = await runGateWith(env, argv, folder);
      assert.equal(exitCode, 2, text);
      for (const expected of [told].flat()) assert.match(text, expected);
      assert.doesNotMatch(text, /canary|271828|\bat .*\.ts:\d+/);
    });
  }

  it('a cloud without the pinned microversion is told with both numbers', async (t) => {
    const versions = [{ id: 'v2.1', min_version: '2.1', version: '2.79' }];
    const old = await startLoopback(t, () => json(200, { versions }));
    const folder = staging.folder();
    const files = rightFiles(staging, folder);
    for (const entry of Object.values(files.clouds)) entry['compute_endpoint_override'] = `${old.url}/v2.1`;
    const { exitCode, text } = await runGateWith(writeFiles(folder, files), ['--cloud', 'remote'], folder);
    assert.equal(exitCode, 2);
    assert.match(text, /compute offers microversions 2\.1 to 2\.79, but the suite needs 2\.80/);
  });

  it('hosts that are down, disabled, leased or in use are told, and left as they are', async () => {
    const { served } = staging;
    const session = sessionOf(served.access, 'operator', served.people.operator);
    const compute = new ComputeClient(session);
    const [one, two] = await compute.services.list({ binary: 'nova-compute' });
    assert.ok(one && two);
    const lease = await compute.aggregates.create('local-delete-lease-compute-3');
    await compute.services.update(one.id, { forcedDown: true });
    await compute.services.update(two.id, { status: 'disabled', disabledReason: 'new disks' });
    const folder = staging.folder();
    try {
      const { exitCode, text } = await runGateWith(
        writeFiles(folder, rightFiles(staging, folder)),
        ['--cloud', 'remote'],
        folder,
      );
      assert.equal(exitCode, 2);
      assert.match(text, /staging cannot be tested, for 3 reasons:/);
      assert.match(
        text,
        /compute-1 is forced down, but should be up and enabled before a run; .*npm run cleanup -- --cloud staging/,
      );
      assert.match(text, /compute-2 is disabled \(new disks\), but should be up and enabled/);
      assert.match(text, /compute-3 of staging is leased by a run that has not said which/);
      const after = await compute.services.list({ binary: 'nova-compute' });
      assert.deepEqual(
        after.map(({ forcedDown, status }) => [forcedDown, status]),
        [
          [true, 'enabled'],
          [false, 'disabled'],
          [false, 'enabled'],
        ],
      );
    } finally {
      await compute.services.update(one.id, { forcedDown: false });
      await compute.services.update(two.id, { status: 'enabled' });
      await compute.aggregates.delete(lease.id);
      session.close();
    }
  });
});
