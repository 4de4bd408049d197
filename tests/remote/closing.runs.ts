import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { readParameters } from '../../support/clouds/open';
import { RunContext } from '../../support/run-context';
import { openStaging, rightFiles, sessionOf, writeFiles, type Staging } from './staging';

describe('the end of a run on a real cloud', () => {
  const origin = { env: process.env, folder: process.cwd() };
  let staging: Staging;
  let operator: CloudClients;

  before(async () => {
    staging = await openStaging();
    operator = new CloudClients(sessionOf(staging.served.access, 'operator', staging.served.people.operator));
    const folder = staging.folder();
    process.env = { ...origin.env, ...writeFiles(folder, rightFiles(staging, folder)) };
    process.chdir(folder);
  });

  after(async () => {
    process.env = origin.env;
    process.chdir(origin.folder);
    operator.close();
    await staging.close();
  });

  it('is without a word when nothing has changed, and else tells what became of the compute services', async () => {
    const context = () => new RunContext(readParameters({ cloud: 'staging' }));
    const [quiet, changed] = [context(), context()];
    await quiet.enter();
    await quiet.leave();
    await changed.enter();
    const [service] = await operator.compute.services.list({ host: 'compute-2', binary: 'nova-compute' });
    await operator.compute.services.update(service?.id ?? '', { status: 'disabled', disabledReason: 'by somebody' });
    await assert.rejects(changed.leave(), {
      name: 'ComputeServicesChanged',
      message: /now compute-2 is disabled with the reason "by somebody" and not forced down/,
    });
  });
});
