import { ApiClient } from '../../api/api-client';
import type { CloudClients } from '../../api/cloud-clients';
import { inside, listOf, record, text } from '../../api/decode';
import type { VolumeTypesClient } from '../../api/volume/types-client';
import { failureWithLog } from '../failure';
import type { Layout } from '../layout';
import { logFileOf } from '../layout';
import { names } from '../cloud-plan';
import { checkRuns } from '../processes/supervisor';
import { until } from '../until';

const READY_SECONDS = 120;

const binaries = ['cinder-scheduler', 'cinder-volume'] as const;

/** What of Cinder none but the making of a cloud asks for. */
class VolumeServicesClient extends ApiClient {
  /** Each service and whether it is `up` or `down`; 200. For operators. */
  list(): Promise<readonly { readonly binary: string; readonly state: string }[]> {
    return this.request({
      method: 'GET',
      route: '/os-services',
      expected: [200],
      reply: inside(
        'services',
        listOf(record((read) => ({ binary: read('binary', text), state: read('state', text) }))),
      ),
    });
  }

  /** The names of the pools of storage that the scheduler knows; 200. For operators. */
  pools(): Promise<readonly string[]> {
    return this.request({
      method: 'GET',
      route: '/scheduler-stats/get_pools',
      expected: [200],
      reply: inside('pools', listOf(inside('name', text))),
    });
  }
}

/** Makes what is missing of the volume types; the first one is the cloud's default. Everybody may use them. */
export async function seedVolumeTypes(types: VolumeTypesClient): Promise<void> {
  const wanted = [
    { name: names.volumeType, servers: 'one' },
    { name: names.volumeTypeMultiattach, servers: 'several' },
  ] as const;
  const found = await types.list();
  for (const type of wanted) {
    if (!found.some(({ name }) => name === type.name)) {
      await types.create(type);
    }
  }
}

/**
 * Resolves when Cinder's services are up and its scheduler knows where volumes can be.
 * Rejects with a `ReferenceCloudError` that names who is missing, with a log, or who ended.
 */
export async function untilCinderIsReady(layout: Layout, { session }: CloudClients): Promise<void> {
  const client = new VolumeServicesClient(session, 'volumev3');
  let missing: readonly string[] = [];
  await until(
    READY_SECONDS,
    async () => {
      binaries.forEach((binary) => {
        checkRuns(layout, binary);
      });
      missing = await whoIsMissing(client);
      return missing.length === 0 ? true : undefined;
    },
    () =>
      failureWithLog(
        `Cinder is not ready after ${READY_SECONDS} s; missing: ${missing.join(', ')}`,
        logFileOf(layout, 'cinder-volume'),
      ),
  );
}

/** The scheduler is not asked for its pools before it is up: it would not answer. */
async function whoIsMissing(client: VolumeServicesClient): Promise<string[]> {
  const services = await client.list();
  const missing = binaries.filter((binary) => !services.some((each) => each.binary === binary && each.state === 'up'));
  if (missing.length > 0) return missing;
  return (await client.pools()).length === 0 ? ['a pool of storage'] : [];
}
