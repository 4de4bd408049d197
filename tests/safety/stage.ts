import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudUnderTest } from '../../support/clouds/cloud';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import type { PersonName } from '../../support/contract/person-names';
import { computeServiceOf } from '../../support/safety/compute-services';
import { Ledger } from '../../support/safety/ledger';
import type { Leasing } from '../../support/safety/host-leases';
import { People } from '../../support/world/people/signed-in-people';

/** A fresh embedded cloud with people and a folder, for one test. */
export interface Stage {
  readonly cloud: CloudUnderTest;
  readonly people: People;
  readonly folder: string;
  /** A ledger in the folder, named after the run. */
  ledgerOf(run: string): Ledger;
  /** The people and the cloud, for what works with a ledger. */
  work(ledger: Ledger): Leasing;
  /** Makes a server as that person, on that host where one is named, and waits until it runs. Resolves with its uuid. */
  createServer(person: PersonName, name: string, host?: string): Promise<string>;
  /** Where that server is. */
  hostOf(uuid: string): Promise<string>;
  /** What is so of the host's service, in words. */
  stateOf(host: string): Promise<string>;
  end(): Promise<void>;
}

/** Opens a stage. `adapt` changes what the suite sees of the cloud. */
export async function openStage(
  adapt: (cloud: CloudUnderTest) => Partial<CloudUnderTest> = () => ({}),
): Promise<Stage> {
  const embedded = await openEmbeddedCloud(defaultParameters);
  await embedded.beginScenario();
  const cloud = { ...embedded, ...adapt(embedded) };
  const people = new People(cloud, () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'safety-'));
  return {
    cloud,
    people,
    folder,
    ledgerOf: (run) => new Ledger(run, join(folder, `${run}.jsonl`)),
    work: (ledger) => {
      const persons = { operator: people.person('operator'), owner: people.person('owner'), auditor: people.auditor };
      return { cloud, ledger, ...persons };
    },
    createServer: (person, name, host) => createServer(cloud, people, person, name, host),
    hostOf: async (uuid) => (await people.auditor.compute.servers.get(uuid)).host ?? 'no host',
    stateOf: async (host) => {
      const { status, state, forcedDown, disabledReason } = await computeServiceOf(people.auditor, host);
      return [status, state, ...(forcedDown ? ['forced down'] : []), disabledReason ?? ''].join(' ').trim();
    },
    end: async () => {
      people.close();
      rmSync(folder, { recursive: true });
      try {
        await cloud.endScenario();
      } finally {
        await cloud.close();
      }
    },
  };
}

async function createServer(
  cloud: CloudUnderTest,
  people: People,
  person: PersonName,
  name: string,
  host: string | undefined,
): Promise<string> {
  const { resources } = cloud;
  const { compute, image, network } = people.person(person);
  const [flavor, picture, net] = await Promise.all([
    compute.flavors.findByName(resources.flavor),
    image.findByName(resources.image),
    network.networks.findByName(resources.network),
  ]);
  assert.ok(flavor && picture && net);
  const { id } = await compute.servers.create({
    name,
    flavorId: flavor.id,
    imageId: picture.id,
    networks: [{ network: net.id }],
    availabilityZone: resources.zone,
    host,
  });
  await cloud.letTimePass();
  assert.equal((await people.auditor.compute.servers.get(id)).status, 'ACTIVE');
  return id;
}
