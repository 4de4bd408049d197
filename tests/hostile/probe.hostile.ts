import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { openCloud, readParameters } from '../../support/clouds/open';
import { probe } from '../../support/gate/probe/probe';
import { findLeases } from '../../support/safety/leases';
import { runGateWith } from '../remote/gate';
import { openStaging, rightFiles, sessionOf, writeFiles, type Staging } from '../remote/staging';
import { hostileAnswers, type HostileAnswer } from './answers';

const places: Readonly<Record<string, RegExp>> = {
  'the sign-in': /^\/cloud\/identity\/v3\/auth\/tokens$/,
  'the list of compute services': /^\/cloud\/compute\/v2\.1\/os-services/,
};

describe('a cloud that answers in hostile ways before a run', () => {
  let staging: Staging;
  let operator: CloudClients;

  before(async () => {
    staging = await openStaging();
    operator = new CloudClients(sessionOf(staging.served.access, 'operator', staging.served.people.operator));
  });
  after(async () => {
    operator.close();
    await staging.close();
  });

  const turn = (place: RegExp, { give }: HostileAnswer) => {
    staging.front.interfere(({ url = '' }) => (place.test(url) ? give : undefined));
  };

  for (const [place, url] of Object.entries(places)) {
    it(`is told, and nothing is touched: at ${place}`, { timeout: 120_000 }, async () => {
      const folder = staging.folder();
      const env = writeFiles(folder, rightFiles(staging, folder));
      for (const answer of hostileAnswers.filter(({ slow }) => slow !== true)) {
        turn(url, answer);
        const begin = performance.now();
        const { exitCode, text } = await runGateWith(env, ['--cloud', 'remote'], folder);
        assert.equal(exitCode, 2, `${answer.title}: ${text}`);
        assert.match(text, /^NOT RUN: staging cannot be tested/, answer.title);
        assert.match(text, /127\.0\.0\.1:\d+|answered [234]\d\d|should answer/, answer.title);
        assert.doesNotMatch(text, /[^\n\P{Cc}]|\u202e|\bat .*\.ts:\d+/u, answer.title);
        assert.ok(text.length < 4000, `${answer.title}: ${text.length}`);
        assert.ok(performance.now() - begin < 20_000, answer.title);
      }
      staging.front.interfere(undefined);
      assert.deepEqual(await findLeases(operator), []);
    });
  }

  it('is given up at the deadline of the first answer when it answers slowly', async () => {
    const folder = staging.folder();
    const env = writeFiles(folder, rightFiles(staging, folder));
    const slow = hostileAnswers.filter((answer) => answer.slow === true);
    const turns = [...slow];
    staging.front.interfere(({ url = '' }) => (/auth\/tokens$/.test(url) ? turns.shift()?.give : undefined));
    const begin = performance.now();
    const probes = slow.map(async () => probe(await openCloud(readParameters({ cloud: 'staging' }, env), env), 0.5));
    for (const each of probes) {
      await assert.rejects(
        each,
        /CloudNotFit: staging cannot be tested: owner's POST identity \/auth\/tokens got no answer: none within 0\.5 s from 127\.0\.0\.1:\d+$/,
      );
    }
    assert.ok(performance.now() - begin < 10_000);
  });
});
