import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runGateWith } from './gate';
import { openStaging, rightFiles, writeFiles, type Staging } from './staging';

describe('a cloud on which some of the hosts that were set aside may not be disturbed', () => {
  let staging: Staging;

  before(async () => {
    staging = await openStaging('left alone');
  });
  after(() => staging.close());

  /** A run of the scenarios with these tags where only so many of the hosts, the last ones, may be disturbed. */
  const run = (count: number, tags: string) => {
    const folder = staging.folder();
    const files = rightFiles(staging, folder);
    files.acceptance['disrupt'] = staging.served.hosts.slice(-count);
    return runGateWith(writeFiles(folder, files), ['--cloud', 'remote', '--tags', tags], folder);
  };

  it('has the servers where a scenario may disturb their hosts', async () => {
    const { exitCode, text } = await run(2, '@LD-1 or @LD-5 or @LD-7');
    assert.equal(exitCode, 0, text);
    assert.match(text, /3 scenarios passed on the cloud staging/);
  });

  it('has them all on the only one', async () => {
    const { exitCode, text } = await run(1, '@LD-1 or @LD-5 or @LD-7');
    assert.equal(exitCode, 0, text);
    assert.match(text, /2 scenarios passed, 1 skipped on the cloud staging/);
    assert.match(text, /LD-7 .*\(staging does not offer two-hosts\)/);
  });

  it('leaves out what needs every host', async () => {
    const { exitCode, text } = await run(2, '@LD-14 or @LD-64.rescheduled');
    assert.equal(exitCode, 0, text);
    assert.match(text, /LD-64\.rescheduled .*\(staging does not offer all-hosts, held-build/);
  });
});
