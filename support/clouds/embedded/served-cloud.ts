import { randomBytes } from 'node:crypto';
import type { CloudAccess } from '../../api/connection';
import type { PasswordCredentials } from '../../api/credentials';
import type { CloudControl } from '../../contract/cloud-control';
import type { PersonName } from '../../contract/person-names';
import type { Release } from '../../contract/release';
import { StubCloud } from '../../stub/stub-cloud';
import type { StubSettings } from '../../stub/stub-settings';
import type { CloudResources } from '../cloud';
import { Clockwork } from './clockwork';
import { accessOf, credentialsOf, hostsOf, openHome, resourcesOf } from './home';

/** What `npm run stub` was asked for. */
export interface EmbeddedCloudOrder {
  readonly release: Release;
  /** 0 for any that is free. */
  readonly port: number;
  /** How many compute hosts. */
  readonly hosts: number;
  readonly hostsAre: StubSettings['hostsAre'];
  /** `https` with a certificate that is made now; the authority to trust is in `access.tls`. */
  readonly scheme: 'http' | 'https';
}

/** An embedded cloud that runs by itself, for any client. */
export interface ServedCloud {
  readonly access: CloudAccess;
  readonly people: Readonly<Record<PersonName, PasswordCredentials>>;
  readonly resources: CloudResources;
  readonly hosts: readonly string[];
  /** What no client can do to it. */
  readonly control: Pick<CloudControl, 'stopCompute' | 'startCompute' | 'disturb' | 'mend'>;
  close(): Promise<void>;
}

/**
 * Starts one embedded cloud whose time follows real time, until it is closed. `onBreakdown` is told of each breakdown of the stub itself.
 * Rejects with `EmbeddedCloudError` when it cannot be played as ordered, or the port cannot be had.
 */
export async function serveEmbeddedCloud(
  order: EmbeddedCloudOrder,
  onBreakdown: (error: Error) => void,
): Promise<ServedCloud> {
  const { release, port, scheme, hostsAre } = order;
  const hosts = Array.from({ length: order.hosts }, (_, index) => ({ ...hostSize, name: `compute-${index + 1}` }));
  const seed = randomBytes(4).readUInt32BE();
  const home = await openHome({
    release,
    port,
    scheme,
    hosts,
    hostsAre,
    seed,
    startsAt: Date.now(),
    defect: undefined,
  });
  const stub = await StubCloud.create(home.settings);
  const clockwork = new Clockwork(stub, onBreakdown);
  home.listener.swap(async (request) => {
    const response = await stub.fetch(request);
    if (request.method !== 'GET') void clockwork.tick();
    return response;
  });
  return {
    access: accessOf(home),
    people: credentialsOf(home),
    resources: resourcesOf(home),
    hosts: hostsOf(home),
    control: controlOf(stub),
    close: async () => {
      clockwork.stop();
      stub.dispose();
      await home.listener.close();
    },
  };
}

function controlOf({ control }: StubCloud): ServedCloud['control'] {
  const done = (work: () => void): Promise<void> => Promise.resolve().then(work);
  return {
    stopCompute: (host) =>
      done(() => {
        control.stopCompute(host);
      }),
    startCompute: (host) =>
      done(() => {
        control.startCompute(host);
      }),
    disturb: (neighbour, trouble) =>
      done(() => {
        control.setPath(neighbour, trouble);
      }),
    mend: (neighbour) =>
      done(() => {
        control.setPath(neighbour, { kind: 'open' });
      }),
  };
}

const hostSize = { vcpus: 1000, memoryMb: 800_000, diskGb: 600_000 };
