import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Exchange, Outcome } from '../../support/api/exchange';
import type { CloudUnderTest } from '../../support/clouds/cloud';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import { cleanUp } from '../../support/safety/cleanup';
import { computeServiceOf } from '../../support/safety/compute-services';
import { leaseName } from '../../support/safety/leases';
import { Ledger, type Entry } from '../../support/safety/ledger';
import { customNameOf } from '../../support/safety/settling/offer-settling';
import { People } from '../../support/world/people/signed-in-people';

type Request = (...args: readonly string[]) => Promise<unknown>;

/** The clients of somebody before whom others always act: each time a request of that name is made, `others` is given it first. */
function afterOthers<T extends object>(
  client: T,
  wanted: string,
  others: (request: () => Promise<unknown>) => unknown,
): T {
  return new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (!isRequest(value)) {
        return typeof value === 'object' && value !== null ? afterOthers(value, wanted, others) : value;
      }
      const request = value.bind(target);
      if (name !== wanted) return request;
      return async (...args: readonly string[]) => {
        await others(() => request(...args));
        return request(...args);
      };
    },
  });
}

function isRequest(value: unknown): value is Request {
  return typeof value === 'function';
}

function isNotFound(outcome: Outcome): boolean {
  return outcome.kind === 'answer' && outcome.status === 404;
}

describe('clean-up that finds what another one takes away before its request', () => {
  let cloud: CloudUnderTest;
  let people: People;
  let ledger: Ledger;
  const exchanges: Exchange[] = [];
  const directory = mkdtempSync(join(tmpdir(), 'gone-'));
  const name = 'ld-abc123-LD-1-thing';

  before(async () => {
    cloud = await openEmbeddedCloud(defaultParameters);
    await cloud.beginScenario();
    people = new People(cloud, (exchange) => exchanges.push(exchange));
    ledger = new Ledger('abc123', join(directory, 'ledger.jsonl'));
  });

  after(async () => {
    people.close();
    await cloud.endScenario();
    await cloud.close();
    rmSync(directory, { recursive: true });
  });

  const made = (entry: Entry, uuid: string): void => {
    ledger.made(ledger.open('LD-1', entry), uuid);
  };

  const makeServer = async (): Promise<string> => {
    const owner = people.person('owner');
    const { resources } = cloud;
    const [flavor, image, network] = await Promise.all([
      owner.compute.flavors.findByName(resources.flavor),
      owner.image.findByName(resources.image),
      owner.network.networks.findByName(resources.network),
    ]);
    assert.ok(flavor && image && network);
    const wish = { name, flavorId: flavor.id, imageId: image.id, availabilityZone: resources.zone };
    const { id } = await owner.compute.servers.create({ ...wish, networks: [{ network: network.id }] });
    made({ kind: 'server', name }, id);
    await cloud.letTimePass();
    return id;
  };

  /** A volume that a server which is gone has kept. */
  const makeKeptVolume = async (): Promise<void> => {
    const { volume, compute } = people.person('owner');
    const id = await volume.volumes.create({ name, sizeGb: 1 });
    made({ kind: 'volume', name }, id);
    const server = await makeServer();
    await compute.volumeAttachments.attach(server, id);
    await cloud.letTimePass();
    const service = await computeServiceOf(
      people.auditor,
      (await people.auditor.compute.servers.get(server)).host ?? '',
    );
    await people.person('operator').compute.services.update(service.id, { forcedDown: true });
    await cloud.control.disturb('Cinder', { kind: 'refuse' });
    await compute.servers.delete(server);
    await cloud.control.mend('Cinder');
    await people.person('operator').compute.services.update(service.id, { forcedDown: false });
    await cloud.letTimePass();
  };

  const makeOffer = async (): Promise<void> => {
    const { placement, compute } = people.person('operator');
    const [root] = await placement.providers.list();
    assert.ok(root);
    await placement.customs.ensureClass(customNameOf(name));
    await placement.customs.ensureTrait(customNameOf(name));
    await placement.providers.create({ name, parent: root.uuid });
    ledger.open('LD-1', { kind: 'offer', name });
    const flavor = await compute.flavors.create({ name, vcpus: 1, ram: 512, disk: 1 });
    made({ kind: 'flavor', name }, flavor.id);
  };

  /** What a consumer holds that no server stands for. */
  const makePlaceholder = async (): Promise<void> => {
    const { placement, session } = people.person('operator');
    const consumer = '11111111-2222-4333-8444-555555555555';
    const [root] = await placement.providers.list();
    ledger.open('LD-1', { kind: 'placeholder', consumer });
    await placement.allocations.replace(consumer, {
      allocations: { [root?.uuid ?? '']: { resources: { VCPU: 1 } } },
      projectId: (await session.project()).id,
      userId: (await session.user()).id,
      consumerGeneration: null,
    });
  };

  it('takes a server for done that ends while its mark is taken off', async () => {
    const uuid = await makeServer();
    const { servers } = people.person('operator').compute;
    const { id } = await computeServiceOf(people.auditor, (await people.auditor.compute.servers.get(uuid)).host ?? '');
    await people.person('operator').compute.services.update(id, { forcedDown: true });
    await cloud.control.disturb('Neutron', { kind: 'answer', status: 500, method: 'DELETE' });
    await assert.rejects(servers.delete(uuid), { status: 500 });
    await cloud.control.mend('Neutron');
    const isMarked = async () => (await people.auditor.compute.servers.find(uuid))?.taskState === 'deleting';
    assert.ok(await isMarked());
    const letOthersDelete = async (): Promise<void> => {
      if (await isMarked()) await servers.delete(uuid);
    };
    const operator = afterOthers(people.person('operator'), 'resetState', letOthersDelete);
    await cleanUp({ cloud, ledger, operator, auditor: people.auditor });
    assert.deepEqual(ledger.entries(), []);
    assert.ok(exchanges.some(({ path, outcome }) => path.endsWith('/action') && isNotFound(outcome)));
    await people.person('operator').compute.services.update(id, { forcedDown: false });
    await cloud.letTimePass();
  });

  it('takes all for done, without a failure', async () => {
    const { compute, network, image } = people.person('owner');
    await makeKeptVolume();
    await makeServer();
    await makeOffer();
    await makePlaceholder();
    const [net] = await network.networks.list();
    made({ kind: 'port', name }, (await network.ports.create({ name, networkId: net?.id ?? '' })).id);
    made({ kind: 'image', name }, (await image.create({ name, visibility: 'private' })).id);
    await compute.serverGroups.create(name, 'affinity');
    ledger.open('LD-1', { kind: 'server group', name });
    const [host = ''] = cloud.hosts;
    await people.person('operator').compute.aggregates.create(leaseName(host));
    ledger.open('LD-1', { kind: 'lease', host });

    const [operator, owner] = (['operator', 'owner'] as const).map((person) =>
      afterOthers(people.person(person), 'delete', async (deletes) => {
        await deletes();
        await cloud.letTimePass();
      }),
    );
    assert.ok(operator && owner);
    await cleanUp({ cloud, ledger, operator, owner, auditor: people.auditor }, 'the run');

    assert.deepEqual(ledger.entries(), []);
    const missed = exchanges.filter(({ method, outcome }) => method === 'DELETE' && isNotFound(outcome));
    assert.deepEqual([...new Set(missed.map(({ route }) => route))].sort(), [
      '/allocations/{consumer}',
      '/attachments/{attachment}',
      '/flavors/{flavor}',
      '/os-aggregates/{aggregate}',
      '/os-server-groups/{group}',
      '/resource_providers/{provider}',
      '/servers/{server}',
      '/v2.0/ports/{port}',
      '/v2/images/{image}',
      '/volumes/{volume}',
    ]);
  });
});
