import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { CloudUnderTest } from '../../support/clouds/cloud';
import type { CloudControl } from '../../support/contract/cloud-control';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import { cleanUp } from '../../support/safety/cleanup';
import { computeServiceOf, waitUntilDown } from '../../support/safety/compute-services';
import { Ledger } from '../../support/safety/ledger';
import { People } from '../../support/world/people/signed-in-people';

describe('clean-up', () => {
  let cloud: CloudUnderTest;
  let people: People;
  let ledger: Ledger;
  const directory = mkdtempSync(join(tmpdir(), 'cleanup-'));

  before(async () => {
    cloud = await openEmbeddedCloud(defaultParameters);
  });

  beforeEach(async () => {
    await cloud.beginScenario();
    people = new People(cloud, () => undefined);
    ledger = new Ledger('abc123', join(directory, 'ledger.jsonl'));
  });

  afterEach(async () => {
    people.close();
    await cloud.endScenario();
  });

  after(async () => {
    await cloud.close();
    rmSync(directory, { recursive: true });
  });

  const clean = (control: CloudControl = cloud.control): Promise<void> => {
    return cleanUp({
      cloud: { ...cloud, control },
      ledger,
      operator: people.person('operator'),
      auditor: people.auditor,
    });
  };

  const createServer = async (name: string): Promise<string> => {
    const owner = people.person('owner');
    const { resources } = cloud;
    const flavor = await owner.compute.flavors.findByName(resources.flavor);
    const image = await owner.image.findByName(resources.image);
    const network = await owner.network.networks.findByName(resources.network);
    assert.ok(flavor && image && network);
    const { id } = await owner.compute.servers.create({
      name,
      flavorId: flavor.id,
      imageId: image.id,
      networks: [{ network: network.id }],
      availabilityZone: resources.zone,
    });
    await cloud.letTimePass();
    return id;
  };

  const forceDown = async (host: string): Promise<void> => {
    const { id, disabledReason } = await computeServiceOf(people.auditor, host);
    const former = { status: 'enabled' as const, disabledReason, forcedDown: false };
    ledger.open('LD-1', { kind: 'service', host, former });
    await people.person('operator').compute.services.update(id, { forcedDown: true });
    await people.person('operator').compute.services.update(id, { status: 'disabled', disabledReason: 'test' });
  };

  it('takes back a server, flags of its host, a stopped host and a cut path, from the ledger alone', async () => {
    const uuid = await createServer('ld-abc123-LD-1-server');
    ledger.made(ledger.open('LD-1', { kind: 'server', name: 'ld-abc123-LD-1-server' }), uuid);
    const host = (await people.auditor.compute.servers.get(uuid)).host ?? '';
    await forceDown(host);
    ledger.open('LD-1', { kind: 'compute process', host });
    await cloud.control.stopCompute(host);
    await waitUntilDown(cloud, people.auditor, host, { within: 30 });
    ledger.open('LD-1', { kind: 'path', neighbour: 'Placement' });
    await cloud.control.disturb('Placement', { kind: 'refuse' });

    await clean();

    assert.deepEqual(ledger.entries(), []);
    const service = await computeServiceOf(people.auditor, host);
    assert.deepEqual(
      [service.status, service.state, service.forcedDown, service.disabledReason],
      ['enabled', 'up', false, undefined],
    );
    assert.equal(await people.auditor.compute.servers.find(uuid), undefined);
    assert.deepEqual((await people.auditor.placement.allocations.get(uuid)).allocations, {});
    assert.deepEqual(await people.auditor.network.ports.list({ deviceId: uuid }), []);
    await createServer('the path is mended');
    const servers = await people.auditor.compute.servers.listDetailed({ projects: 'all' });
    assert.deepEqual(
      servers.map(({ status }) => status),
      ['ACTIVE'],
    );
  });

  it('finds a server by its exact name when the run ended before Nova told its uuid', async () => {
    const lost = await createServer('ld-abc123-LD-1-blue');
    const other = await createServer('ld-abc123-LD-1-blue-too');
    ledger.open('LD-1', { kind: 'server', name: 'ld-abc123-LD-1-blue' });
    await clean();
    assert.equal(await people.auditor.compute.servers.find(lost), undefined);
    assert.ok(await people.auditor.compute.servers.find(other));
  });

  it('deletes the image of a shelved server, by its uuid or its exact name', async () => {
    const { image: images } = people.person('owner');
    const make = (name: string) => images.create({ name, visibility: 'private' });
    const [known, lost, other] = [
      await make('known'),
      await make('ld-abc123-a-shelved'),
      await make('someone-shelved'),
    ];
    ledger.made(ledger.open('LD-54', { kind: 'image', name: 'known' }), known.id);
    ledger.open('LD-54', { kind: 'image', name: 'ld-abc123-a-shelved' });
    ledger.open('LD-54', { kind: 'image', name: 'never made' });
    await clean();
    assert.deepEqual(ledger.entries(), []);
    const left = await Promise.all([known, lost, other].map(({ id }) => people.auditor.image.find(id)));
    assert.deepEqual(
      left.map((image) => image?.name),
      [undefined, undefined, 'someone-shelved'],
    );
  });

  it('deletes volumes by their uuid or exact name, also one that a gone server has kept', async () => {
    const { volumes, attachments } = people.person('owner').volume;
    const make = (name: string) => volumes.create({ name, sizeGb: 1 });
    const known = await make('known');
    const lost = await make('ld-abc123-LD-52-volume');
    const other = await make('ld-abc123-LD-52-volume-too');
    const server = await createServer('ld-abc123-LD-52-server');
    await people.person('owner').compute.volumeAttachments.attach(server, known);
    await cloud.letTimePass();
    await forceDown((await people.auditor.compute.servers.get(server)).host ?? '');
    await cloud.control.disturb('Cinder', { kind: 'refuse' });
    await people.person('owner').compute.servers.delete(server);
    assert.equal((await attachments.list({ volumeId: known })).length, 1);
    ledger.open('LD-52', { kind: 'path', neighbour: 'Cinder' });
    ledger.made(ledger.open('LD-52', { kind: 'volume', name: 'known' }), known);
    ledger.open('LD-52', { kind: 'volume', name: 'ld-abc123-LD-52-volume' });
    ledger.open('LD-52', { kind: 'volume', name: 'never made' });
    await clean();
    assert.deepEqual(ledger.entries(), []);
    const left = await Promise.all([known, lost, other].map((id) => volumes.find(id)));
    assert.deepEqual(
      left.map((volume) => volume?.status),
      [undefined, undefined, 'available'],
    );
  });

  it('deletes a server whose local delete has failed, though its host is up again and would ignore it', async () => {
    const uuid = await createServer('ld-abc123-LD-48-server');
    ledger.made(ledger.open('LD-48', { kind: 'server', name: 'ld-abc123-LD-48-server' }), uuid);
    await forceDown((await people.auditor.compute.servers.get(uuid)).host ?? '');
    ledger.open('LD-48', { kind: 'path', neighbour: 'Neutron' });
    await cloud.control.disturb('Neutron', { kind: 'answer', status: 500, method: 'DELETE' });
    await assert.rejects(people.person('owner').compute.servers.delete(uuid), /should answer 204, but answered 500/);
    assert.equal((await people.auditor.compute.servers.get(uuid)).taskState, 'deleting');
    await clean();
    assert.equal(await people.auditor.compute.servers.find(uuid), undefined);
    assert.deepEqual(await people.auditor.network.ports.list({ deviceId: uuid }), []);
  });

  it('deletes a server once more that its host could not end and left in ERROR', async () => {
    const uuid = await createServer('ld-abc123-LD-1-server');
    ledger.made(ledger.open('LD-1', { kind: 'server', name: 'ld-abc123-LD-1-server' }), uuid);
    await cloud.control.disturb('Placement', { kind: 'refuse' });
    let failed = 0;
    const letTimePass = async (): Promise<void> => {
      await cloud.letTimePass();
      if ((await people.auditor.compute.servers.find(uuid))?.status !== 'ERROR') return;
      failed += 1;
      await cloud.control.mend('Placement');
    };
    const { auditor } = people;
    await cleanUp({ cloud: { ...cloud, letTimePass }, ledger, operator: people.person('operator'), auditor });
    assert.ok(failed > 0);
    assert.equal(await people.auditor.compute.servers.find(uuid), undefined);
    assert.deepEqual((await people.auditor.placement.allocations.get(uuid)).allocations, {});
  });

  it('removes what a server that is gone still holds', async () => {
    const uuid = await createServer('ld-abc123-LD-22-server');
    const { allocations, projectId = '', userId = '' } = await people.auditor.placement.allocations.get(uuid);
    ledger.made(ledger.open('LD-22', { kind: 'server', name: 'ld-abc123-LD-22-server' }), uuid);
    await people.person('owner').compute.servers.delete(uuid);
    await cloud.letTimePass();
    assert.equal(await people.auditor.compute.servers.find(uuid), undefined);
    const leak = { allocations, projectId, userId, consumerGeneration: null };
    await people.person('operator').placement.allocations.replace(uuid, leak);
    await clean();
    assert.deepEqual((await people.auditor.placement.allocations.get(uuid)).allocations, {});
  });

  it('goes on after a failure, keeps it in the ledger, and prints the commands that would do it', async () => {
    const [host = ''] = cloud.hosts;
    await forceDown(host);
    ledger.open('LD-22', { kind: 'compute process', host });
    const broken = { ...cloud.control, startCompute: () => Promise.reject(new Error('it does not start')) };
    await assert.rejects(clean(broken), {
      name: 'PutBackFailed',
      message: [
        'embedded could not be put back as it was:',
        `  the compute process of ${host}: it does not start`,
        'these commands do it, in this order:',
        '  nothing is to be done: the embedded cloud has ended with the run',
      ].join('\n'),
    });
    assert.deepEqual(
      ledger.entries().map(({ entry }) => entry.kind),
      ['compute process'],
    );
    assert.equal((await computeServiceOf(people.auditor, host)).forcedDown, false);
  });

  it('prints the commands that give a service its former flags', async () => {
    const former = { status: 'disabled' as const, disabledReason: 'kept for tests', forcedDown: false };
    ledger.open('LD-1', { kind: 'service', host: 'compute-9', former });
    await assert.rejects(clean(), (error: Error) => {
      assert.match(
        error.message,
        /the compute service of compute-9: embedded knows no nova-compute service of compute-9/,
      );
      assert.match(error.message, /compute service set --up compute-9 nova-compute\n/);
      assert.match(
        error.message,
        /compute service set --disable --disable-reason 'kept for tests' compute-9 nova-compute/,
      );
      return true;
    });
  });
});
