import assert from 'node:assert/strict';
import { buildServer, dig, message, remove, testOnRig, text, type Rig } from './rig';

/** What both clouds told of the reference cloud's quotas; from 2.57 on. */
const limits = {
  cores: 100_000,
  instances: 10_000,
  key_pairs: 100,
  metadata_items: 128,
  ram: 100_000_000,
  server_group_members: 10,
  server_groups: 10,
};
const ofFiles = { injected_file_content_bytes: 10_240, injected_file_path_bytes: 255, injected_files: 5 };
const ofNetworks = { fixed_ips: -1, floating_ips: -1, security_group_rules: -1, security_groups: -1 };

async function projectOf(rig: Rig, name: string): Promise<string> {
  return text((await rig.operator('GET', `/identity/v3/projects?name=${name}`)).body, 'projects', 0, 'id');
}

testOnRig("a project's quotas, with what later microversions took back", async (rig) => {
  const id = await projectOf(rig, 'blue');
  const set = async (version: string, path = '') =>
    dig((await rig.reader('GET', `/compute/v2.1/os-quota-sets/${id}${path}`, undefined, version)).body, 'quota_set');
  assert.deepEqual(await set('2.1'), { id, ...limits, ...ofFiles, ...ofNetworks });
  assert.deepEqual(await set('2.36'), { id, ...limits, ...ofFiles });
  assert.deepEqual(await set('2.57'), { id, ...limits });
  assert.deepEqual(await set('2.57', '/defaults'), { id, ...limits });
  await buildServer(rig);
  const detail = await set('2.79', '/detail');
  assert.deepEqual(dig(detail, 'cores'), { limit: 100_000, in_use: 1, reserved: 0 });
  assert.deepEqual(dig(detail, 'ram'), { limit: 100_000_000, in_use: 512, reserved: 0 });
  assert.deepEqual(dig(detail, 'key_pairs'), { limit: 100, in_use: 0, reserved: 0 });
  assert.deepEqual(dig(await set('2.79', '/detail?user_id=somebody'), 'instances', 'in_use'), 0);
});

testOnRig("quotas of another project, of none, and what is asked of them that isn't there", async (rig) => {
  const other = await projectOf(rig, 'red');
  const ask = (person: 'owner' | 'operator', path: string, version = '2.79') =>
    rig[person]('GET', `/compute/v2.1/os-quota-sets/${path}`, undefined, version);
  const forbidden = await ask('owner', other);
  assert.equal(forbidden.status, 403);
  assert.equal(message(forbidden), "Policy doesn't allow os_compute_api:os-quota-sets:show to be performed.");
  assert.equal((await ask('owner', `${other}/detail`)).status, 403);
  assert.equal((await ask('owner', `${other}/defaults`)).status, 200);
  assert.equal((await ask('operator', other)).status, 200);
  const nonsense = await ask('operator', 'nonsense');
  assert.equal(nonsense.status, 400);
  assert.equal(message(nonsense), 'Project ID nonsense is not a valid project.');
  assert.equal((await ask('operator', `${other}?foo=x`)).status, 400);
  assert.equal((await ask('operator', `${other}?foo=x`, '2.74')).status, 200);
});

testOnRig("Cinder's limits and quotas count volumes, also by type", async (rig) => {
  const id = await projectOf(rig, 'blue');
  const volume = { size: 3, volume_type: 'local-delete.multiattach' };
  assert.equal((await rig.owner('POST', '/volume/v3/volumes', { volume })).status, 202);
  assert.equal((await rig.owner('POST', '/volume/v3/volumes', { volume: { size: 2 } })).status, 202);
  const { body } = await rig.reader('GET', '/volume/v3/limits');
  assert.deepEqual(dig(body, 'limits'), {
    rate: [],
    absolute: {
      maxTotalVolumes: -1,
      maxTotalSnapshots: -1,
      maxTotalVolumeGigabytes: -1,
      maxTotalBackups: 10,
      maxTotalBackupGigabytes: 1000,
      totalVolumesUsed: 2,
      totalGigabytesUsed: 5,
      totalSnapshotsUsed: 0,
      totalBackupsUsed: 0,
      totalBackupGigabytesUsed: 0,
    },
  });
  const set = async (query: string) =>
    dig((await rig.owner('GET', `/volume/v3/os-quota-sets/${id}${query}`)).body, 'quota_set');
  assert.equal(dig(await set(''), 'gigabytes___DEFAULT__'), -1);
  assert.deepEqual(dig(await set('?usage=True'), 'gigabytes_local-delete.multiattach'), {
    limit: -1,
    in_use: 3,
    reserved: 0,
  });
  assert.deepEqual(await set('/defaults'), await set(''));
  assert.equal((await rig.owner('GET', `/volume/v3/os-quota-sets/${id}?usage=x`)).status, 400);
});

testOnRig("Cinder's limits and quotas of another project are its own or an operator's", async (rig) => {
  const other = await projectOf(rig, 'red');
  await rig.stranger('POST', '/volume/v3/volumes', { volume: { size: 2 } });
  const used = async (person: 'owner' | 'operator', version: string) => {
    const { body } = await rig[person]('GET', `/volume/v3/limits?project_id=${other}`, undefined, version);
    return dig(body, 'limits', 'absolute', 'totalVolumesUsed');
  };
  assert.deepEqual(
    [await used('owner', '3.39'), await used('operator', '3.38'), await used('operator', '3.39')],
    [0, 0, 1],
  );
  const refused = await rig.owner('GET', `/volume/v3/os-quota-sets/${other}`);
  assert.equal(refused.status, 403);
  assert.equal(message(refused), "Policy doesn't allow volume_extension:quotas:show to be performed.");
  assert.equal((await rig.operator('GET', '/volume/v3/os-quota-sets/nonsense')).status, 200);
});

testOnRig('what servers have used in a period, ended ones too', async (rig) => {
  const project = await projectOf(rig, 'blue');
  const [ended, kept] = [await buildServer(rig, { name: 'ended' }), await buildServer(rig, { name: 'kept' })];
  await remove(rig, ended);
  await rig.cloud.letTimePass();
  await rig.cloud.follow(rig.cloud.now() + 36_000);
  const ask = (query: string, version = '2.79') =>
    rig.reader('GET', `/compute/v2.1/os-simple-tenant-usage/${project}?${query}`, undefined, version);
  const usage = dig((await ask('start=2026-11-01T00:00:00')).body, 'tenant_usage');
  const states = [0, 1].map((index) => {
    const server = dig(usage, 'server_usages', index);
    return `${text(server, 'instance_id')} ${text(server, 'state')} ${dig(server, 'ended_at') === null ? 'on' : 'off'}`;
  });
  assert.deepEqual(states.sort(), [`${ended} terminated off`, `${kept} active on`].sort());
  assert.ok(Math.abs(Number(dig(usage, 'total_hours')) - 0.01) < 0.002, text(usage, 'stop'));
  assert.equal(dig(usage, 'total_memory_mb_usage'), 512 * Number(dig(usage, 'total_hours')));
  assert.deepEqual(dig((await ask('')).body, 'tenant_usage'), {});
  assert.deepEqual(dig((await ask('start=2020-01-01T00:00:00&end=2020-02-01T00:00:00')).body, 'tenant_usage'), {});
});

testOnRig('usages of all projects are for operators, in pages from 2.40 on', async (rig) => {
  await buildServer(rig);
  await buildServer(rig);
  const ask = (query: string, version = '2.79') =>
    rig.operator('GET', `/compute/v2.1/os-simple-tenant-usage?${query}`, undefined, version);
  const period = 'start=2026-11-01T00:00:00&end=2027-11-29 00:00:00.5';
  const { body } = await ask(period);
  assert.equal(dig(body, 'tenant_usages', 0, 'server_usages'), undefined);
  assert.equal(dig(body, 'tenant_usages_links'), undefined);
  const page = (await ask(`${period}&limit=1&detailed=1`)).body;
  assert.equal(dig(page, 'tenant_usages', 0, 'server_usages', 1), undefined);
  const next = new URL(text(page, 'tenant_usages_links', 0, 'href'));
  const rest = (await ask(next.search.slice(1))).body;
  assert.notEqual(
    dig(rest, 'tenant_usages', 0, 'server_usages', 0, 'instance_id'),
    dig(page, 'tenant_usages', 0, 'server_usages', 0, 'instance_id'),
  );
  assert.ok(dig((await ask(`${period}&limit=1&detailed=1`, '2.39')).body, 'tenant_usages', 0, 'server_usages', 1));
  assert.equal((await rig.owner('GET', '/compute/v2.1/os-simple-tenant-usage')).status, 403);
});

testOnRig('what nobody can ask of usages is refused', async (rig) => {
  const project = await projectOf(rig, 'blue');
  const told = async (query: string): Promise<unknown> => {
    const reply = await rig.owner('GET', `/compute/v2.1/os-simple-tenant-usage/${project}?${query}`, undefined, '2.79');
    return [reply.status, message(reply)];
  };
  const format = 'Invalid datetime string: Datetime is in invalid format';
  assert.deepEqual(await told('start=x'), [400, format]);
  assert.deepEqual(await told('start=2026-11-20'), [400, format]);
  assert.deepEqual(await told('start=2027-01-01T00:00:00'), [
    400,
    'Invalid start time. The start time cannot occur after the end time.',
  ]);
  assert.deepEqual(await told('start=2026-11-01T00:00:00&marker=x'), [400, 'Marker x could not be found.']);
  assert.deepEqual(await told('foo=1'), [400, "Additional properties are not allowed ('foo' was unexpected)"]);
  const other = await projectOf(rig, 'red');
  const usage = `/compute/v2.1/os-simple-tenant-usage/${other}`;
  assert.equal((await rig.owner('GET', usage)).status, 403);
  assert.deepEqual((await rig.operator('GET', usage)).body, { tenant_usage: {} });
});
