import assert from 'node:assert/strict';
import { buildServer, changeService, dig, hostOf, message, takeDown, testOnRig } from './rig';

const hypervisors = '/compute/v2.1/os-hypervisors';

testOnRig('statistics are the sums over the enabled hosts, until 2.87', async (rig) => {
  const uuid = await buildServer(rig);
  const ask = (version: string) => rig.operator('GET', `${hypervisors}/statistics`, undefined, version);
  const sums = {
    count: 3,
    vcpus: 3000,
    memory_mb: 2_400_000,
    local_gb: 1_800_000,
    vcpus_used: 1,
    memory_mb_used: 3 * 512 + 512,
    local_gb_used: 1,
    free_ram_mb: 2_400_000 - 4 * 512,
    free_disk_gb: 1_799_999,
    current_workload: 0,
    running_vms: 1,
    disk_available_least: 0,
  };
  assert.deepEqual(dig((await ask('2.79')).body, 'hypervisor_statistics'), sums);
  await changeService(rig, await hostOf(rig, uuid), { status: 'disabled' });
  const fewer = dig((await ask('2.1')).body, 'hypervisor_statistics');
  assert.deepEqual([dig(fewer, 'count'), dig(fewer, 'running_vms')], [2, 0]);
  assert.equal((await ask('2.88')).status, 404);
  assert.equal((await rig.owner('GET', `${hypervisors}/statistics`, undefined, '2.1')).status, 403);
});

testOnRig("the processor is the fake driver's, until 2.27 as text", async (rig) => {
  const cpu = async (version: string) =>
    dig((await rig.operator('GET', `${hypervisors}/detail`, undefined, version)).body, 'hypervisors', 0, 'cpu_info');
  assert.deepEqual(dig(await cpu('2.28'), 'topology'), { cores: 1, threads: 1, sockets: 4 });
  assert.equal(await cpu('2.27'), JSON.stringify(await cpu('2.28')));
});

testOnRig('the uptime is what the fake driver cannot tell, nor a host that is down', async (rig) => {
  const ask = (id: string, version: string) => rig.operator('GET', `${hypervisors}/${id}/uptime`, undefined, version);
  const unknown = await ask('1', '2.1');
  assert.deepEqual([unknown.status, message(unknown)], [501, 'The requested functionality is not supported.']);
  await takeDown(rig, 'compute-1');
  const down = await ask('1', '2.1');
  const reason = 'Compute service of compute-1 is unavailable at this time.';
  assert.deepEqual([down.status, message(down)], [400, reason]);
  assert.equal((await ask('99', '2.1')).status, 404);
  assert.equal((await ask('x', '2.79')).status, 400);
  assert.equal((await ask('1', '2.88')).status, 404);
});

testOnRig('hypervisors are found by a part of their name, until 2.52', async (rig) => {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  const found = dig((await rig.operator('GET', `${hypervisors}/compute/search`, undefined, '2.1')).body, 'hypervisors');
  assert.deepEqual(dig(found, 0), { id: 1, hypervisor_hostname: 'compute-1', state: 'up', status: 'enabled' });
  const withServers = await rig.operator('GET', `${hypervisors}/${host}/servers`, undefined, '2.1');
  assert.deepEqual(dig(withServers.body, 'hypervisors', 0, 'servers'), [{ uuid, name: 'blue' }]);
  const nowhere = await rig.operator('GET', `${hypervisors}/nope/search`, undefined, '2.1');
  assert.deepEqual([nowhere.status, message(nowhere)], [404, "No hypervisor matching 'nope' could be found."]);
  assert.equal((await rig.operator('GET', `${hypervisors}/compute/search`, undefined, '2.53')).status, 404);
  assert.equal((await rig.owner('GET', `${hypervisors}/compute/search`, undefined, '2.1')).status, 403);
});
