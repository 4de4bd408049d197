import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { CloudClients } from '../../support/api/cloud-clients';
import type { Exchange } from '../../support/api/exchange';
import type { Service, ServiceUpdate } from '../../support/api/compute/services-client';
import { listComputeServices, ServiceWatch } from '../../support/safety/service-watch';
import { People } from '../../support/world/people/signed-in-people';
import { openStage, type Stage } from './stage';

describe('the compute services after a run', () => {
  let stage: Stage;
  let auditor: CloudClients;
  let services: readonly Service[];

  beforeEach(async () => {
    stage = await openStage((cloud) => ({ disrupt: new Set(cloud.hosts.slice(0, 2)) }));
    ({ auditor } = stage.people);
    services = await listComputeServices(auditor);
  });

  afterEach(() => stage.end());

  function watchFrom(before: readonly Service[]): ServiceWatch {
    const watch = new ServiceWatch(stage.cloud);
    watch.begin(before);
    return watch;
  }

  function serviceOf(host: string): Service {
    const service = services.find((each) => each.host === host);
    assert.ok(service !== undefined);
    return service;
  }

  function update(host: string, change: ServiceUpdate): Promise<Service> {
    return stage.people.person('operator').compute.services.update(serviceOf(host).id, change);
  }

  it('are the same when each flag was put back, which takes one request to see', async () => {
    const seen: Exchange[] = [];
    const people = new People(stage.cloud, (exchange) => seen.push(exchange));
    await people.auditor.session.project();
    const watch = watchFrom(services);
    await update('compute-1', { forcedDown: true });
    await update('compute-1', { forcedDown: false });
    seen.length = 0;
    await watch.compare(people.auditor);
    assert.deepEqual(
      seen.map(({ route }) => route),
      ['/os-services'],
    );
    people.close();
  });

  it('are told to differ when a host that may be disturbed was left forced down or disabled', async () => {
    const watch = watchFrom(services);
    await update('compute-1', { forcedDown: true });
    await update('compute-2', { status: 'disabled', disabledReason: 'left so' });
    await assert.rejects(watch.compare(auditor), {
      name: 'ComputeServicesChanged',
      message: [
        'compute services are not as they were before the run:',
        '  before the run compute-1 is enabled and not forced down; not any more',
        '  before the run compute-2 is enabled and not forced down; not any more',
        '  now compute-1 is enabled and forced down; not before the run',
        '  now compute-2 is disabled with the reason "left so" and not forced down; not before the run',
      ].join('\n'),
    });
  });

  it('are told to differ when a service is another one, also of a host that may not be disturbed', async () => {
    const watch = watchFrom(services.map((each) => (each.host === 'compute-3' ? { ...each, id: 'the former' } : each)));
    await assert.rejects(watch.compare(auditor), {
      message: [
        'compute services are not as they were before the run:',
        '  before the run the compute service of compute-3 is the former; not any more',
        `  now the compute service of compute-3 is ${serviceOf('compute-3').id}; not before the run`,
      ].join('\n'),
    });
  });

  it('may have other flags where the run disturbs nothing: another run may have set them', async () => {
    const watch = watchFrom(services);
    await update('compute-3', { forcedDown: true });
    await watch.compare(auditor);
  });
});
