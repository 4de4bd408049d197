import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writeServedFiles } from '../../support/clouds/embedded/served-files';
import { readReferenceCloud } from '../../support/reference-cloud/description';
import { isObject, tell } from './expect';
import { OpenStack, type Versions } from './openstack';
import { serveCloud, type ServedCloud } from './served-cloud';

const release = '2025.1';
const wish = '--image local-delete --flavor local-delete.small --network local-delete';

/** What both clouds are asked, by whom. */
const commands: Readonly<Record<'owner' | 'operator', readonly string[]>> = {
  owner: [
    ...['token issue', 'catalog list', 'catalog show compute', 'project list', 'project show local-delete'],
    ...['image list', 'image show local-delete', 'flavor list', 'flavor show local-delete.small'],
    ...['network list', 'network show local-delete', 'subnet list', 'subnet show local-delete'],
    ...['volume type list', 'security group list', 'availability zone list --compute'],
    ...['server list', 'server list --long', 'server show alike', 'server event list alike'],
    ...['port list --server alike', 'server volume list alike'],
    ...['quota show', 'usage show', 'limits show --absolute', 'limits show --rate'],
  ],
  operator: [
    ...['user list', 'role list', 'domain list', 'domain show default', 'role assignment list --names'],
    ...['flavor list --all --long', 'image list --long', 'aggregate list --long'],
    ...['compute service list --long', 'hypervisor list', 'hypervisor show compute-1', 'hypervisor stats show'],
    ...['availability zone list --compute --long', 'server list --all-projects', 'server show alike', 'usage list'],
    ...['quota show local-delete', 'server event list --long alike'],
    ...['resource provider list', 'resource class list', 'trait list', 'allocation candidate list --resource VCPU=1'],
  ],
};

/** Since when each command has what it shows. */
const versions: Versions = { compute: '2.79', placement: '1.29' };

describe('the openstack client sees no difference between the embedded and the reference cloud', () => {
  const folder = mkdtempSync(join(tmpdir(), 'alike-'));
  const reference: Partial<Record<'owner' | 'operator', OpenStack>> = {};
  let embedded: ServedCloud;

  before(async () => {
    const { authUrl, region, people } = readReferenceCloud(release);
    const access = { authUrl, region, interface: 'public' } as const;
    const { cloudsYaml } = writeServedFiles({ access, people }, folder);
    reference.owner = new OpenStack(cloudsYaml, 'owner');
    reference.operator = new OpenStack(cloudsYaml, 'operator');
    embedded = await serveCloud(release);
    await embedded.owner.show(`server create ${wish} --wait alike`);
    await embedded.operator.show('aggregate create alike');
    await embedded.operator.show('aggregate add host alike compute-1');
    await reference.owner.show(`server create ${wish} --availability-zone local-delete --wait alike`);
  });

  after(async () => {
    await reference.owner?.do('server delete --wait alike');
    await reference.owner?.close();
    await reference.operator?.close();
    await embedded.close();
    rmSync(folder, { recursive: true });
  });

  for (const person of ['owner', 'operator'] as const) {
    for (const command of commands[person]) {
      it(`${person}: ${command}`, async () => {
        const [here, there] = await Promise.all([
          embedded[person].show(command, versions),
          reference[person]?.show(command, versions),
        ]);
        assert.deepEqual(differences(here, there), []);
      });
    }
  }
});

/**
 * Where two answers differ in names or types. A list is as its first entry is; an empty one and null say nothing of what else
 * there can be.
 */
function differences(here: unknown, there: unknown, path = ''): readonly string[] {
  if (Array.isArray(here) && Array.isArray(there)) {
    const isTelling = here.length > 0 && there.length > 0;
    return isTelling ? differences(here[0], there[0], `${path}[0]`) : [];
  }
  if (isObject(here) && isObject(there)) {
    const names = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort();
    return names.flatMap((name) => differences(here[name], there[name], `${path}.${name}`));
  }
  if (isAlike(here, there)) return [];
  return [`${path}: ${tell(here)} on the embedded cloud, ${tell(there)} on the reference cloud`];
}

/** Null stands for a value of any type. */
function isAlike(here: unknown, there: unknown): boolean {
  if (typeof here === typeof there) return true;
  return [here, there].includes(null) && ![here, there].includes(undefined);
}
