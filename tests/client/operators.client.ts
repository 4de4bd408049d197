import { after, before, describe, it } from 'node:test';
import { anything, asList, expect, type Expected, field } from './expect';
import type { Versions } from './openstack';
import { serveCloud, type ServedCloud } from './served-cloud';

const id = /^[0-9a-f]{32}$/;
const uuid = /^[0-9a-f-]{36}$/;
const hosts = ['compute-1', 'compute-2', 'compute-3'];

describe('the cloud, as the openstack client tells operators', () => {
  let cloud: ServedCloud;

  before(async () => {
    cloud = await serveCloud('2025.1');
  });

  after(() => cloud.close());

  const shown = async (command: string, expected: Expected, versions: Versions = {}): Promise<void> => {
    expect(await cloud.operator.show(command, versions), expected, command);
  };

  it('has people, projects, roles and a catalog', async () => {
    await shown('token issue', { id: anything, project_id: id, user_id: id, expires: /^2\d{3}-/ });
    const types = ['identity', 'compute', 'placement', 'image', 'network', 'volumev3', 'block-storage'];
    await shown(
      'catalog list',
      types.map((Type) => ({ Type })),
    );
    await shown('catalog show compute', { name: 'nova', endpoints: [{ interface: 'public' }, anything, anything] });
    const names = ['nova', 'owner', 'reader', 'stranger', 'operator'];
    await shown(
      'user list',
      names.map((name) => ({ Name: name === 'nova' ? name : `local-delete-${name}` })),
    );
    await shown(
      'project list',
      ['service', 'local-delete', 'local-delete-stranger'].map((Name) => ({ ID: id, Name })),
    );
    await shown(
      'role list',
      ['admin', 'manager', 'member', 'reader', 'service'].map((Name) => ({ Name })),
    );
    await shown('domain show default', { name: 'Default', enabled: true });
    await shown('role assignment list --names --user local-delete-owner', [
      { Role: 'member', Project: 'local-delete@Default' },
    ]);
  });

  it('has an image, flavors, a network and volume types', async () => {
    await shown('image list', [{ Name: 'local-delete', Status: 'active' }]);
    await shown('image show local-delete', { disk_format: 'raw', visibility: 'public', owner: id, size: 1024 });
    await shown('flavor list', [
      { Name: 'local-delete.small', RAM: 512 },
      { Name: 'local-delete.large', VCPUs: 2 },
    ]);
    await shown('flavor show local-delete.small', { ram: 512, vcpus: 1, disk: 1, properties: {} });
    await shown('flavor create --private --ram 64 --disk 1 --vcpus 1 hidden', { name: 'hidden' });
    await shown('flavor show hidden', { access_project_ids: [] });
    await cloud.operator.do('flavor delete hidden');
    await shown('network list', [{ Name: 'local-delete', Subnets: [uuid] }]);
    await shown('network show local-delete', { shared: true, admin_state_up: true, status: 'ACTIVE' });
    await shown('subnet list', [{ Name: 'local-delete', Subnet: '10.20.0.0/16' }]);
    await shown('subnet show local-delete', { cidr: '10.20.0.0/16', gateway_ip: '10.20.0.1' });
    await shown('volume type list', [anything, anything, { Name: '__DEFAULT__' }]);
    await shown('security group list', [{ Name: 'default' }]);
  });

  it('takes an image of somebody, private and with octets', async () => {
    await shown(`image create --private --disk-format raw --container-format bare --file ${__filename} mine`, {
      name: 'mine',
      visibility: 'private',
    });
    await shown('image list --private', [{ Name: 'mine', Status: 'active' }]);
    await cloud.operator.do('image delete mine');
    await shown('image list --private', []);
  });

  it('has hosts in the default zone, which are disabled and forced down', async () => {
    const computes = 'compute service list --service nova-compute';
    await shown(
      computes,
      hosts.map((Host) => ({ Host, Zone: 'nova', State: 'up' })),
    );
    await shown(
      'hypervisor list',
      hosts.map((name) => ({ 'Hypervisor Hostname': name, State: 'up' })),
    );
    await shown('hypervisor show compute-1', { host_ip: '127.0.0.1', state: 'up', vcpus: 1000 });
    await shown('hypervisor stats show', { count: 3, vcpus: 3000, running_vms: 0 });
    await shown('availability zone list --compute', [
      { 'Zone Name': 'internal' },
      { 'Zone Name': 'nova', 'Zone Status': 'available' },
    ]);
    await cloud.operator.do('compute service set --disable --disable-reason why compute-3 nova-compute');
    await shown(`${computes} --host compute-3 --long`, [{ Status: 'disabled', 'Disabled Reason': 'why' }]);
    await cloud.operator.do('compute service set --enable compute-3 nova-compute');
    await cloud.operator.do('compute service set --down compute-3 nova-compute', { compute: '2.11' });
    await shown(`${computes} --host compute-3`, [{ Status: 'enabled', State: 'down' }]);
    await cloud.operator.fail('hypervisor show compute-3', /Compute service of compute-3 is unavailable/);
    await cloud.operator.do('compute service set --up compute-3 nova-compute', { compute: '2.11' });
    await shown(`${computes} --host compute-3`, [{ State: 'up' }]);
    await cloud.owner.fail('compute service list', /os-services:list/);
  });

  it('has aggregates', async () => {
    await shown('aggregate create --zone east first', { name: 'first', availability_zone: 'east' });
    await shown('aggregate add host first compute-1', { hosts: ['compute-1'] });
    await cloud.operator.do('aggregate set --name renamed --property ssd=true first');
    await shown('aggregate show renamed', { name: 'renamed', hosts: ['compute-1'], properties: { ssd: 'true' } });
    await shown('availability zone list --compute', [anything, { 'Zone Name': 'east' }, { 'Zone Name': 'nova' }]);
    await cloud.operator.do('aggregate unset --property ssd renamed');
    await cloud.operator.do('aggregate set --zone west renamed');
    await shown('aggregate list --long', [{ Name: 'renamed', 'Availability Zone': 'west', Properties: {} }]);
    await shown('aggregate remove host renamed compute-1', { hosts: [] });
    await cloud.operator.do('aggregate delete renamed');
    await shown('aggregate list', []);
  });

  it('says what projects may use and use', async () => {
    await shown('quota show local-delete', { instances: 10_000, volumes: -1, ports: -1, 'server-groups': 10 });
    await shown('quota list --compute', []);
    await shown('usage list', []);
    await shown(
      'limits show --absolute',
      asList(await cloud.operator.show('limits show --absolute')).map(() => ({ Name: anything, Value: anything })),
    );
    const groups = 'server group create --policy anti-affinity apart';
    await shown(groups, { name: 'apart', policy: 'anti-affinity' });
    const [group] = asList(await cloud.operator.show('server group list'));
    await shown(`server group show ${field(group, 'ID')}`, { name: 'apart', members: [] });
    await cloud.operator.do('server group delete apart');
  });
});
