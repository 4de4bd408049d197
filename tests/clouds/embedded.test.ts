import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import type { CloudAccess } from '../../support/api/connection';
import { Session } from '../../support/api/session';
import type { CloudUnderTest } from '../../support/clouds/cloud';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { serveEmbeddedCloud } from '../../support/clouds/embedded/served-cloud';
import { openCloud, readParameters } from '../../support/clouds/open';
import { defaultParameters } from '../../support/clouds/parameters';
import { personNames, type PersonName } from '../../support/contract/person-names';

describe('the embedded cloud', () => {
  let cloud: CloudUnderTest;
  const opened: CloudClients[] = [];

  before(async () => {
    cloud = await openEmbeddedCloud(defaultParameters);
  });

  afterEach(async () => {
    for (const clients of opened.splice(0)) clients.close();
    await cloud.endScenario();
  });

  after(() => cloud.close());

  const clientsOf = (person: PersonName): CloudClients => {
    const credentials = cloud.people[person];
    assert.ok(credentials);
    const { name, access } = cloud;
    const connection = { cloud: name, access, deadlineSeconds: 10, listener: () => undefined };
    const clients = new CloudClients(new Session(connection, person, credentials));
    opened.push(clients);
    return clients;
  };

  it('has everybody among its people, with passwords of their own', async () => {
    await cloud.beginScenario();
    const roles = await Promise.all(personNames.map((person) => clientsOf(person).session.roles()));
    assert.deepEqual(
      roles.map((each) => each.includes('admin')),
      [false, false, false, true],
    );
    const passwords = personNames.map((person) => {
      const credentials = cloud.people[person];
      return credentials?.kind === 'password' ? credentials.password.reveal() : '';
    });
    assert.equal(new Set(passwords).size, personNames.length);
  });

  it('offers what it says: its hosts are up, and the resources are there for the owner', async () => {
    await cloud.beginScenario();
    const services = await clientsOf('operator').compute.services.list({ binary: 'nova-compute' });
    assert.deepEqual(services.map(({ host, state, zone }) => [host, state, zone]).sort(), [
      ...cloud.hosts.map((host) => [host, 'up', cloud.resources.zone]),
    ]);
    const owner = clientsOf('owner');
    assert.ok(await owner.compute.flavors.findByName(cloud.resources.flavor));
    assert.ok(await owner.image.findByName(cloud.resources.image));
    assert.ok(await owner.network.networks.findByName(cloud.resources.network));
  });

  it('is a fresh one for each scenario, behind the same address', async () => {
    await cloud.beginScenario();
    await clientsOf('operator').compute.flavors.create({ name: 'mine', vcpus: 1, ram: 1, disk: 1 });
    assert.ok(await clientsOf('owner').compute.flavors.findByName('mine'));
    await cloud.endScenario();
    await cloud.beginScenario();
    assert.equal(await clientsOf('owner').compute.flavors.findByName('mine'), undefined);
  });

  it('has a time of its own that goes on when it is let', async () => {
    await cloud.beginScenario();
    const then = cloud.now();
    assert.equal(cloud.now(), then);
    await cloud.letTimePass();
    assert.ok(cloud.now() > then);
  });

  it('tells who comes late, by name, before the next scenario begins', async () => {
    await cloud.beginScenario();
    await cloud.endScenario();
    assert.equal((await fetch(`${cloud.access.authUrl}/auth/tokens`)).status, 503);
    await assert.rejects(cloud.beginScenario(), {
      name: 'EmbeddedCloudError',
      message: 'the scenario is over, but "GET /identity/v3/auth/tokens" of it still went on',
    });
    await cloud.beginScenario();
  });

  it('is there during scenarios only', () => {
    assert.throws(() => cloud.now(), /during scenarios only/);
  });

  it('refuses a release that it does not play', async () => {
    await assert.rejects(openEmbeddedCloud({ ...defaultParameters, release: '2023.1' }), {
      name: 'EmbeddedCloudError',
      message: /does not play 2023\.1; it plays zed, 2025\.1, 2026\.2/,
    });
  });
});

describe('a cloud for any client', () => {
  it('keeps with real time', async () => {
    const faults: Error[] = [];
    const served = await serveEmbeddedCloud(
      { release: '2025.1', port: 0, hosts: 1, hostsAre: 'for everybody', scheme: 'http' },
      (fault) => faults.push(fault),
    );
    const connection = { cloud: 'served', access: served.access, deadlineSeconds: 10, listener: () => undefined };
    const operator = new CloudClients(new Session(connection, 'operator', served.people.operator));
    try {
      const beat = async (): Promise<string | undefined> => (await operator.compute.services.list())[0]?.updatedAt;
      const first = await beat();
      const startedAt = performance.now();
      while ((await beat()) === first) assert.ok(performance.now() - startedAt < 5000, 'no beat in 5 s');
      assert.ok(Math.abs(Date.parse(`${(await beat()) ?? ''}Z`) - Date.now()) < 2500, 'its time is not real time');
      assert.deepEqual(faults, []);
    } finally {
      operator.close();
      await served.close();
    }
  });

  it('takes a server of which nobody says where it shall be', async () => {
    const served = await serveEmbeddedCloud(
      { release: '2025.1', port: 0, hosts: 1, hostsAre: 'for everybody', scheme: 'http' },
      (fault) => {
        throw fault;
      },
    );
    const connection = { cloud: 'served', access: served.access, deadlineSeconds: 10, listener: () => undefined };
    const owner = new CloudClients(new Session(connection, 'owner', served.people.owner));
    try {
      const flavor = await owner.compute.flavors.findByName(served.resources.flavor);
      const image = await owner.image.findByName(served.resources.image);
      assert.ok(flavor !== undefined && image !== undefined);
      const plain = { name: 'plain', flavorId: flavor.id, imageId: image.id, networks: 'none' } as const;
      const unplaced = await owner.compute.servers.create(plain);
      const placed = await owner.compute.servers.create({ ...plain, availabilityZone: served.resources.zone });
      const startedAt = performance.now();
      for (const { id } of [unplaced, placed]) {
        while ((await owner.compute.servers.get(id)).status !== 'ACTIVE') {
          assert.ok(performance.now() - startedAt < 10_000, 'it is not there after 10 s');
        }
      }
    } finally {
      owner.close();
      await served.close();
    }
  });
});

describe('a cloud for any client that speaks HTTPS', () => {
  it('is trusted by its own authority, and by that alone', async () => {
    const order = { release: 'zed', port: 0, hosts: 1, hostsAre: 'for everybody', scheme: 'https' } as const;
    const served = await serveEmbeddedCloud(order, () => undefined);
    const clientsOf = (access: CloudAccess): CloudClients => {
      const connection = { cloud: 'served', access, deadlineSeconds: 10, listener: () => undefined };
      return new CloudClients(new Session(connection, 'operator', served.people.operator));
    };
    const [knowing, unknowing] = [
      clientsOf(served.access),
      clientsOf({ ...served.access, tls: { servers: 'verified' } }),
    ];
    try {
      assert.match(served.access.authUrl, /^https:/);
      const services = await knowing.compute.services.list({ binary: 'nova-compute' });
      assert.deepEqual(
        services.map(({ host }) => host),
        ['compute-1'],
      );
      await assert.rejects(unknowing.session.roles(), /certificate/);
    } finally {
      knowing.close();
      unknowing.close();
      await served.close();
    }
  });
});

describe('opening a cloud', () => {
  it('takes any other name for a cloud of the configuration', async () => {
    await assert.rejects(openCloud({ ...defaultParameters, cloud: 'staging' }, { ACCEPTANCE_CONFIG: 'nowhere.yaml' }), {
      name: 'RemoteCloudProblem',
      message: /nowhere\.yaml/,
    });
  });

  it('offers the defects of the embedded cloud', () => {
    assert.equal(readParameters({ defect: 'bug-1679750' }).defect, 'bug-1679750');
    assert.throws(() => readParameters({ defect: 'bug-1679751' }), /did you mean bug-1679750/);
    assert.throws(() => readParameters({ cloud: 'reference', defect: 'bug-1679750' }), /only the embedded cloud/);
  });
});
