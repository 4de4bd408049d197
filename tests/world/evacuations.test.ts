import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { NoValidHost } from '../../support/stub/compute/exceptions';
import { novaSteps } from '../../support/stub/defects/replace';
import { openStay } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const hostA: HostAlias = { kind: 'named', name: 'A' };
const hostB: HostAlias = { kind: 'named', name: 'B' };

/** A Nova that finds no host for any evacuation. */
const noHost = novaSteps('evacuateServer', {
  selectHost: () => Promise.reject(new NoValidHost('There is none.')),
});

test('an evacuation that Nova has given up is told with where the server is now', async (t) => {
  const stay = await openStay(t, [noHost]);
  const scenario = await stay.begin([]);
  await scenario.servers.create(theServer, hostA);
  await scenario.flags.haveForcedDown(hostA);
  await assert.rejects(
    scenario.evacuations.have(theServer, hostB),
    /^ExpectationFailed: expected the server \([0-9a-f]{8}…\) was evacuated to compute-\d\nseen {5}Nova has given that up: it is \w+ on compute-\d/,
  );
});

test('one that came about is a server on the other host', async (t) => {
  const stay = await openStay(t);
  const scenario = await stay.begin([]);
  await scenario.servers.create(theServer, hostA);
  await scenario.flags.haveForcedDown(hostA);
  await scenario.evacuations.have(theServer, hostB);
  assert.equal(scenario.knownServers.find(theServer).host, scenario.knownHosts.nameOf(hostB));
});
