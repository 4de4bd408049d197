import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { imbalanceOf, stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('an attempt', () => {
  let scenario: Scenario;

  stayInEachTest(
    async (fresh) => {
      scenario = fresh;
      await scenario.servers.create(theServer, theHost);
    },
    [
      'the request should be refused: not found',
      'the server should be left as it was',
      "the owner's quota should count the server",
    ],
  );

  const strangerDeletes = (): Promise<void> =>
    scenario.attempts.make(() => scenario.deletions.delete('stranger', theServer));

  it('may be refused, if the next step speaks of it', async () => {
    await strangerDeletes();
    await scenario.attempts.expectRefused('not found');
    await scenario.originals.expectServerAsBefore(theServer);
    assert.equal(await imbalanceOf(scenario), '');
  });

  it('fails the next step, once, with what the cloud answered when that step does not speak of it', async () => {
    scenario.transcript.beginStep('the stranger deletes the server');
    scenario.transcript.beginStep('the stranger deletes the server again');
    await strangerDeletes();
    assert.equal(scenario.attempts.takeUnspokenRefusal()?.status, 404);
    assert.equal(scenario.attempts.takeUnspokenRefusal(), undefined);
  });

  it('tells how it was refused when that should have been another way', async () => {
    await strangerDeletes();
    await assert.rejects(
      scenario.attempts.expectRefused('not allowed'),
      /^ExpectationFailed: expected a request that is refused: not allowed \(403\)\nseen {5}not found \(404\)\nbecause {2}Instance [0-9a-f]{8}… could not be found\.\nlast {5}stranger: DELETE \/servers\//,
    );
  });

  it('tells that it was accepted, and by which request, when it should have been refused', async () => {
    await scenario.attempts.make(() => scenario.deletions.delete('owner', theServer));
    await assert.rejects(
      scenario.attempts.expectRefused('in conflict'),
      /seen {5}it was accepted\nlast {5}owner: DELETE \/servers\/[0-9a-f]{8}… 204 in/,
    );
  });

  it('passes on what is no answer of the cloud', async () => {
    const mistake = new TypeError('a mistake of the suite');
    await assert.rejects(
      scenario.attempts.make(() => Promise.reject(mistake)),
      mistake,
    );
  });

  it('must be there for a refusal', async () => {
    await assert.rejects(scenario.attempts.expectRefused('not found'), /no step before has attempted anything/);
  });

  it('is compared with what was so before it: servers, hosts and providers', async () => {
    await scenario.attempts.make(() => scenario.flags.forceDown('operator', theHost));
    await scenario.originals.expectProviderAsBefore(theHost);
    await assert.rejects(
      scenario.originals.expectHostAsBefore(theHost),
      /expected compute-\d as it was before\n {9}state: up\n {9}forced down: no\nseen {5}state: down\n {9}forced down: yes/,
    );
    await scenario.deletions.delete('owner', theServer);
    await assert.rejects(
      scenario.originals.expectServerAsBefore(theServer),
      /status: ACTIVE\n.*seen {5}status: gone\n {9}actions: gone\n {9}allocations: none\n/s,
    );
  });

  it('is compared with what the accounts counted before it', async () => {
    await scenario.attempts.make(() => scenario.deletions.delete('owner', theServer));
    await scenario.states.expectGone(theServer);
    await scenario.accounts.expectNoLongerToCount('quota', theServer);
    await scenario.accounts.expectNoLongerToCount('usage in Placement', theServer);
    await assert.rejects(
      scenario.accounts.expectToCount('quota', theServer),
      /expected the owner's quota as before: cores 1, instances 1, RAM in MiB 512\nseen {5}nothing/,
    );
  });

  it('with a bad token is refused and does not disturb the person', async () => {
    const { uuid } = scenario.knownServers.find(theServer);
    for (const token of ['no token', 'a bad token', 'a revoked token', 'an expired token'] as const) {
      await scenario.attempts.make(() => scenario.deletions.deleteWithToken(token, 'owner', theServer));
      await scenario.attempts.expectRefused('not signed in');
    }
    await scenario.originals.expectServerAsBefore(theServer);
    assert.equal((await scenario.people.person('owner').compute.servers.get(uuid)).status, 'ACTIVE');
  });

  it('with an expired token needs a cloud that has one', async () => {
    const { control } = scenario.cloud;
    Object.defineProperty(scenario.cloud, 'control', { value: { ...control, expiredToken: undefined } });
    await assert.rejects(
      scenario.deletions.deleteWithToken('an expired token', 'owner', theServer),
      /embedded has no expired tokens: the scenario needs @expired-token/,
    );
  });
});
