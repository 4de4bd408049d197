import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { findLeases } from '../../support/safety/leases';
import { runGateWith } from '../remote/gate';
import { openStaging, rightFiles, sessionOf, writeFiles, type Staging } from '../remote/staging';
import { hostileAnswers, type HostileAnswer } from './answers';

/** Of each kind one, with what is told of it where it is the answer to somebody who looks at a server. */
const told: Readonly<Record<string, RegExp>> = {
  'a bomb packed by gzip': /got no answer: 127\.0\.0\.1:\d+ answers with more than 4 MiB, and the rest was not read\n/,
  'a page of HTML': /answered 200, but https:.*\/compute\/v2\.1 sent text\/html in place of JSON: <html>/,
  'fewer octets than it says': /got no answer: 127\.0\.0\.1:\d+ broke its answer off in the middle\n/,
  'control characters in its words, and a request id as long as a page':
    /\(req-0{96}\) should answer 200, but answered 400: no\\u001b\[2J\\u202e servers/,
};

const aServer = /^\/cloud\/compute\/v2\.1\/servers\/[0-9a-f-]+$/;

describe('a cloud that turns hostile in the middle of a run', () => {
  let staging: Staging;
  let operator: CloudClients;

  before(async () => {
    staging = await openStaging();
    operator = new CloudClients(sessionOf(staging.served.access, 'operator', staging.served.people.operator));
  });
  afterEach(() => {
    staging.front.interfere(undefined);
  });
  after(async () => {
    operator.close();
    await staging.close();
  });

  const files = () => {
    const folder = staging.folder();
    return { folder, env: writeFiles(folder, rightFiles(staging, folder)) };
  };

  const expectNothingLeft = async (folder: string) => {
    const { compute, placement, network } = operator;
    assert.deepEqual(await compute.servers.list({ projects: 'all' }), []);
    assert.deepEqual(await network.ports.list(), []);
    assert.deepEqual(await findLeases(operator), []);
    for (const { uuid } of await placement.providers.list()) {
      assert.deepEqual((await placement.providers.allocations(uuid)).allocations, {});
    }
    const services = await compute.services.list({ binary: 'nova-compute' });
    for (const { status, state, forcedDown } of services)
      assert.deepEqual([status, state, forcedDown], ['enabled', 'up', false]);
    const ledgers = join(folder, 'reports', 'ledger');
    assert.deepEqual(existsSync(ledgers) ? readdirSync(ledgers) : [], []);
  };

  /** Answers so the third and the fourth time that somebody looks at a server. */
  const turnFor = ({ give }: HostileAnswer) => {
    let looks = 0;
    staging.front.interfere(({ method, url = '' }) => {
      if (method !== 'GET' || !aServer.test(url)) return undefined;
      looks += 1;
      return looks === 3 || looks === 4 ? give : undefined;
    });
  };

  for (const answer of hostileAnswers.filter(({ title }) => title in told)) {
    it(
      `makes the run red, says who answered what, and leaves nothing: ${answer.title}`,
      { timeout: 60_000 },
      async () => {
        const { folder, env } = files();
        turnFor(answer);
        const { exitCode, text } = await runGateWith(env, ['--cloud', 'remote', '--tags', '@LD-14'], folder);
        assert.equal(exitCode, 1, text);
        assert.match(text, /staging: \w+'s GET compute \/servers\/[0-9a-f-]+ /);
        assert.match(text, told[answer.title] ?? /$^/);
        assert.doesNotMatch(text, /[^\n\P{Cc}]|\u202e|in the suite itself/u);
        await expectNothingLeft(folder);
      },
    );
  }
});
