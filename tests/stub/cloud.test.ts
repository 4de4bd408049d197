import assert from 'node:assert/strict';
import { test } from 'node:test';

import { findDefect } from '../../support/stub/defects';
import { releaseProfile, seamsOf } from '../../support/stub/release-profiles';
import { applyChanges, replacing } from '../../support/stub/seams';
import { StubCloud } from '../../support/stub/stub-cloud';
import { askForServer, buildServer, dig, finish, makeRig, nothing, settings, show, usages } from './compute/rig';

test('a new cloud has every host up, with inventories and without usage', async () => {
  const rig = await makeRig();
  for (const host of ['compute-1', 'compute-2', 'compute-3']) assert.deepEqual(await usages(rig, host), nothing);
  assert.equal(rig.cloud.now(), settings.startsAt, 'no time has passed');
  finish(rig);
});

test('the same seed gives the same identifiers and replies, another seed others', async () => {
  const replies = async (seed: number) => {
    const rig = await makeRig({ seed });
    const uuid = await buildServer(rig);
    return (await show(rig, uuid)).text;
  };
  const first = await replies(1);
  assert.equal(await replies(1), first);
  assert.notEqual(await replies(2), first);
});

test('what the embedded cloud cannot play is refused with what it can', async () => {
  const refused = async (changes: object, words: RegExp) => {
    await assert.rejects(StubCloud.create({ ...settings, ...changes }), words);
  };
  await refused({ release: '2023.1' }, /does not play 2023\.1; the releases that it plays: zed, 2025\.1, 2026\.2/);
  await refused({ defects: ['bug-1'] }, /has no defect "bug-1"; npm run acceptance -- --defect list tells all/);
  await refused({ hosts: [] }, /at least one host/);
  await refused(
    { settings: { ...settings.settings, reclaimInstanceInterval: -1 } },
    /reclaimInstanceInterval has to be 0, which switches soft delete off/,
  );
});

test('an unknown host is refused by name', async () => {
  const rig = await makeRig();
  assert.throws(() => {
    rig.cloud.control.stopCompute('compute-9');
  }, /no host "compute-9"; its hosts: compute-1, compute-2, compute-3/);
  finish(rig);
});

test('work that outlives a cloud is named', async () => {
  const rig = await makeRig();
  rig.cloud.control.setPath('Placement', { kind: 'hang' });
  await askForServer(rig);
  assert.deepEqual(rig.cloud.dispose(), []);
  const late = await rig.owner('GET', '/compute/v2.1/servers');
  assert.equal(late.status, 503);
  assert.deepEqual(rig.cloud.lateWork(), ['GET /compute/v2.1/servers']);
});

test('a path without a service is 404, and told where the services are', async () => {
  const rig = await makeRig();
  const lost = await rig.owner('GET', '/metering/v3');
  assert.equal(lost.status, 404);
  assert.match(lost.text, /the services are at \/identity, \/compute, /);
  finish(rig);
});

test('a breakdown of the stub itself is a 500 and is told by name', async () => {
  const rig = await makeRig({
    changes: [
      replacing('compute', 'views', 'basicServer', () => () => {
        throw new TypeError('a mistake in the stub');
      }),
    ],
  });
  await buildServer(rig).catch(() => undefined);
  const reply = await rig.owner('GET', '/compute/v2.1/servers');
  assert.equal(reply.status, 500);
  assert.equal(dig(reply.body, 'computeFault', 'code'), 500);
  assert.ok(
    rig.cloud.breakdowns().some(({ where, error }) => where === 'compute' && error.message === 'a mistake in the stub'),
  );
});

test('a defect leaves the healthy seams untouched', () => {
  const healthy = seamsOf(releaseProfile('2025.1'));
  const changed = applyChanges(healthy, [findDefect('bug-1679750').change]);
  assert.notEqual(changed.compute.operations.localDelete, healthy.compute.operations.localDelete);
  assert.deepEqual(
    Object.keys(changed.compute.operations.localDelete),
    Object.keys(healthy.compute.operations.localDelete),
  );
});
