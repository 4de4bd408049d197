import { after, before, describe, it } from 'node:test';
import { anything, asList, expect, type Expected, field } from './expect';
import type { Versions } from './openstack';
import { serveCloud, type ServedCloud } from './served-cloud';

const uuid = /^[0-9a-f-]{36}$/;
const plain = '--image local-delete --flavor local-delete.small --network local-delete';
const bare = '--image local-delete --flavor local-delete.small --nic none';

describe("a server's life, as the openstack client tells it", () => {
  let cloud: ServedCloud;

  before(async () => {
    cloud = await serveCloud('2025.1');
  });

  after(() => cloud.close());

  const shown = async (command: string, expected: Expected, versions: Versions = {}): Promise<void> => {
    expect(await cloud.owner.show(command, versions), expected, command);
  };
  const becomes = (status: string): Promise<void> => cloud.owner.until('server show blue', { status });

  it('is created as any manual creates one', async () => {
    await shown(`server create ${plain} --wait blue`, {
      name: 'blue',
      status: 'ACTIVE',
      'OS-EXT-AZ:availability_zone': 'nova',
    });
    await shown('server list', [
      {
        ID: uuid,
        Name: 'blue',
        Status: 'ACTIVE',
        Networks: { 'local-delete': ['10.20.0.2'] },
        Image: 'local-delete',
        Flavor: 'local-delete.small',
      },
    ]);
    await shown('server list --name blue --status ACTIVE', [{ Name: 'blue' }]);
    await shown('server list --status ERROR', []);
    await shown('server show blue', {
      id: uuid,
      flavor: 'local-delete.small (1)',
      image: /^local-delete \([0-9a-f-]{36}\)$/,
      addresses: { 'local-delete': ['10.20.0.2'] },
      'OS-EXT-STS:power_state': 1,
    });
  });

  it('is stopped, started, paused, suspended and shelved', async () => {
    for (const [command, status] of [
      ['server stop', 'SHUTOFF'],
      ['server start', 'ACTIVE'],
      ['server pause', 'PAUSED'],
      ['server unpause', 'ACTIVE'],
      ['server suspend', 'SUSPENDED'],
      ['server resume', 'ACTIVE'],
      ['server shelve', 'SHELVED'],
      ['server unshelve', 'ACTIVE'],
      ['server rescue', 'RESCUE'],
      ['server unrescue', 'ACTIVE'],
    ] as const) {
      await cloud.owner.do(`${command} blue`);
      await becomes(status);
    }
    await cloud.owner.fail(
      'server start blue',
      /Cannot 'start' instance .* while it is in vm_state active \(HTTP 409\)/,
    );
  });

  it('has its history', async () => {
    const actions = [
      'unrescue',
      'rescue',
      'unshelve',
      'shelve',
      'resume',
      'suspend',
      'unpause',
      'pause',
      'start',
      'stop',
      'create',
    ];
    await shown(
      'server event list blue',
      actions.map((action) => ({ 'Request ID': /^req-/, Action: action })),
    );
    const [last] = await list('server event list blue');
    const command = `server event show blue ${field(last, 'Request ID')}`;
    expect(await cloud.operator.show(command), { action: 'unrescue', events: anything, request_id: /^req-/ }, command);
  });

  it('gets volumes and gives them back', async () => {
    await shown('volume create --size 1 data', {
      id: uuid,
      name: 'data',
      size: 1,
      status: 'creating',
      type: 'local-delete',
    });
    await cloud.owner.until('volume show data', { status: 'available' });
    await shown('server add volume blue data', { 'Volume ID': uuid, 'Server ID': uuid, Device: '/dev/sdb' });
    await cloud.owner.until('volume show data', { status: 'in-use', attachments: [{ device: '/dev/sdb' }] });
    await shown('server volume list blue', [{ Device: '/dev/sdb', 'Volume ID': uuid }]);
    await shown('volume list', [{ Name: 'data', Status: 'in-use', Size: 1 }]);
    await cloud.owner.fail('volume delete data', /1 of 1 volumes failed to delete/);
    await cloud.owner.do('server remove volume blue data');
    await cloud.owner.until('volume show data', { status: 'available', attachments: [] });
    await cloud.owner.do('volume delete data');
    await cloud.owner.until('volume list', []);
  });

  it('starts from a volume of its own, and several start at once', async () => {
    const versions = { compute: '2.79' };
    const green = { status: 'ACTIVE', description: 'green', volumes_attached: [{ id: uuid }] };
    await shown(`server create ${plain} --boot-from-volume 1 --description green --wait green`, green, versions);
    const [volume] = await list('volume list');
    expect(volume, { Status: 'in-use', Size: 1 }, 'volume list');
    await shown(`server create ${bare} --min 2 --max 2 --wait many`, { name: 'many-1' }, versions);
    await cloud.owner.until('server list --name many', [{ Status: 'ACTIVE' }, { Status: 'ACTIVE' }]);
    await cloud.owner.do('server delete --wait many-1 many-2 green');
    await shown('server list', [{ Name: 'blue' }]);
    await cloud.owner.until('volume list', [{ Status: 'available' }]);
    await cloud.owner.do(`volume delete ${field(volume, 'ID')}`);
  });

  it('has ports', async () => {
    await shown('port create --network local-delete spare', {
      name: 'spare',
      status: 'DOWN',
      fixed_ips: [{ ip_address: /^10\.20\./ }],
    });
    await cloud.owner.do('port set --name kept --description mine spare');
    await shown('port show kept', { name: 'kept', description: 'mine' });
    await shown('port list --server blue', [{ Status: 'ACTIVE' }]);
    await shown('port list --network local-delete', [anything, anything]);
    await shown(`server create --image local-delete --flavor local-delete.small --port kept --wait red`, {
      status: 'ACTIVE',
    });
    await cloud.owner.do('server delete --wait red');
    await shown('port show kept', { device_id: '', status: 'DOWN' });
    await cloud.owner.do('port delete kept');
    await shown('port list', [anything]);
  });

  it('counts in what its project may use and uses', async () => {
    await shown('quota show', { instances: 10_000, cores: 100_000, gigabytes: -1, networks: -1 });
    const limits = await list('limits show --absolute');
    expect(
      limits.filter((limit) => field(limit, 'Name') === 'totalInstancesUsed'),
      [{ Value: 1 }],
      'limits show',
    );
    await shown('usage show', { Servers: anything, 'CPU Hours': anything });
  });

  it('is deleted locally when its host is down, and gives back what it held', async () => {
    const versions = { compute: '2.53', placement: '1.29' };
    const server = await cloud.operator.show('server show blue', versions);
    const host = field(server, 'OS-EXT-SRV-ATTR:host');
    const command = `resource provider list --name ${host}`;
    const [provider] = asList(await cloud.operator.show(command, versions));
    const usage = `resource provider usage show ${field(provider, 'uuid')}`;
    const used = (amount: number) => ({ resource_class: 'VCPU', usage: amount });
    expect(await cloud.operator.show(usage, versions), [used(1), anything, anything], usage);
    const held = `resource provider allocation show ${field(server, 'id')}`;
    expect(await cloud.operator.show(held, versions), [{ resources: { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 } }], held);
    await cloud.operator.do(`compute service set --down ${host} nova-compute`, versions);
    await cloud.operator.do(`compute service set --disable --disable-reason fire ${host} nova-compute`, versions);
    const services = `compute service list --host ${host} --service nova-compute --long`;
    expect(
      await cloud.operator.show(services, versions),
      [{ State: 'down', Status: 'disabled', 'Disabled Reason': 'fire', 'Forced Down': true }],
      services,
    );
    await cloud.owner.do('server delete --wait blue');
    await cloud.owner.fail('server show blue', /No server with a name or ID of 'blue' exists/);
    expect(await cloud.operator.show(usage, versions), [used(0), anything, anything], usage);
    expect(await cloud.operator.show(held, versions), [], held);
    await cloud.operator.do(`compute service set --up --enable ${host} nova-compute`, versions);
    await cloud.owner.until('volume list', []);
    await shown('port list', []);
  });

  const list = async (command: string): Promise<readonly unknown[]> => asList(await cloud.owner.show(command));
});
