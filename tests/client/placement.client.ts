import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { anything, asList, expect, type Expected, field } from './expect';
import { python } from './openstack';
import { serveCloud, type ServedCloud } from './served-cloud';

const consumer = '11111111-2222-4333-8444-555555555555';
const aggregate = '66666666-7777-4888-8999-000000000000';

/** The release that Debian 12's packages are of. */
describe("Placement, as Debian's openstack client tells it", () => {
  let cloud: ServedCloud;

  before(async () => {
    cloud = await serveCloud('zed');
  });

  after(() => cloud.close());

  const shown = async (command: string, expected: Expected, placement = '1.29'): Promise<void> => {
    expect(await cloud.operator.show(command, { placement }), expected, command);
  };
  const done = (command: string, placement = '1.29'): Promise<void> => cloud.operator.do(command, { placement });
  const names = async (command: string): Promise<readonly string[]> =>
    asList(await cloud.operator.show(command, { placement: '1.29' }))
      .map((each) => field(each, 'name'))
      .sort();

  it('knows the standard traits and resource classes of the release, and no others', async () => {
    assert.deepEqual(await names('trait list'), packaged('import os_traits; print(*os_traits.get_traits())'));
    assert.deepEqual(
      await names('resource class list'),
      packaged('import os_resource_classes; print(*os_resource_classes.STANDARDS)'),
    );
  });

  it('takes traits and classes of somebody', async () => {
    await done('trait create CUSTOM_FAST');
    await shown('trait show CUSTOM_FAST', { name: 'CUSTOM_FAST' });
    await shown('trait list --name in:CUSTOM_FAST,HW_CPU_X86_AVX', [{ name: anything }, { name: anything }]);
    await done('trait delete CUSTOM_FAST');
    await done('resource class create CUSTOM_GOLD');
    await shown('resource class show CUSTOM_GOLD', { name: 'CUSTOM_GOLD' });
    await done('resource class set CUSTOM_SILVER', '1.7');
    await done('resource class delete CUSTOM_GOLD');
    await done('resource class delete CUSTOM_SILVER');
  });

  it("keeps a provider's inventories, aggregates and traits", async () => {
    await shown('resource provider create first', { name: 'first', generation: 0 });
    const [made] = asList(await cloud.operator.show('resource provider list --name first', { placement: '1.29' }));
    const provider = field(made, 'uuid');
    await shown(`resource provider set --name own ${provider}`, { name: 'own' });
    await shown(`resource provider inventory set ${provider} --resource VCPU=8 --resource MEMORY_MB=1024`, [
      anything,
      anything,
    ]);
    await shown(`resource provider inventory class set ${provider} VCPU --total 16`, { total: 16 });
    await shown(`resource provider inventory show ${provider} VCPU`, { total: 16, reserved: 0, allocation_ratio: 1 });
    await shown(`resource provider inventory list ${provider}`, [{ resource_class: 'VCPU', used: 0 }, { total: 1024 }]);
    await shown(`resource provider aggregate set --aggregate ${aggregate} ${provider}`, [{ uuid: aggregate }], '1.1');
    await shown(`resource provider aggregate list ${provider}`, [{ uuid: aggregate }], '1.1');
    await shown(`resource provider trait set ${provider} --trait HW_CPU_X86_AVX`, [{ name: 'HW_CPU_X86_AVX' }]);
    await shown('resource provider list --required HW_CPU_X86_AVX', [{ uuid: provider }]);
    await done(`resource provider trait delete ${provider}`);
    await shown(`resource provider trait list ${provider}`, []);
    await shown(
      `resource provider allocation set ${consumer} --allocation rp=${provider},VCPU=2 --project-id p --user-id u`,
      [{ resource_provider: provider, resources: { VCPU: 2 } }],
    );
    await shown(`resource provider show ${provider} --allocations`, {
      allocations: { [consumer]: { resources: { VCPU: 2 } } },
    });
    await shown(`resource provider usage show ${provider}`, [{ resource_class: 'VCPU', usage: 2 }, { usage: 0 }]);
    await shown('resource usage show p', [{ resource_class: 'VCPU', usage: 2 }]);
    await shown(`resource provider allocation unset ${consumer} --resource-class VCPU`, []);
    await cloud.operator.fail(`resource provider allocation delete ${consumer}`, /No allocations for consumer/);
    await done(`resource provider inventory delete ${provider} --resource-class MEMORY_MB`);
    await done(`resource provider inventory delete ${provider}`, '1.5');
    await done(`resource provider delete ${provider}`);
    await cloud.operator.fail(`resource provider show ${provider}`, /HTTP 404/);
  });

  it('offers hosts', async () => {
    const wish = 'allocation candidate list --resource VCPU=1 --resource MEMORY_MB=64';
    await shown(wish, [{ '#': 1, allocation: 'VCPU=1,MEMORY_MB=64', traits: 'COMPUTE_NODE' }, anything, anything]);
    await shown(`${wish} --limit 1`, [{ '#': 1 }]);
    await shown('resource provider list --resource VCPU=1000', [anything, anything, anything]);
    await shown('resource provider list --resource VCPU=1001', []);
    await cloud.owner.fail('resource provider list', /HTTP 403/);
  });
});

/** The names that a program of Debian's Python prints, sorted. */
function packaged(program: string): readonly string[] {
  const { stdout, stderr } = spawnSync(python, ['-c', program], { encoding: 'utf8' });
  assert.notEqual(stdout, '', `apt-get install python3-os-traits python3-os-resource-classes: ${stderr}`);
  return stdout.trim().split(' ').sort();
}
