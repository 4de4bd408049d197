import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { stayInEachTest } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };

describe('what people read of hosts and providers', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it('tells a provider without the mark of a disabled host from one with it', async () => {
    await scenario.hosts.beUp(theHost);
    await scenario.providers.expectMark(theHost, 'unmarked');
    await assert.rejects(
      scenario.providers.expectMark(theHost, 'marked'),
      /expected the provider of compute-1 with the trait COMPUTE_STATUS_DISABLED\nseen {5}the provider without it, while the service is enabled$/,
    );
    await scenario.flags.setStatus('operator', theHost, 'disabled');
    await scenario.providers.expectMark(theHost, 'marked');
    await assert.rejects(
      scenario.providers.expectMark(theHost, 'unmarked'),
      /seen {5}the provider with it, while the service is disabled\nlast {5}operator: PUT \/os-services\//,
    );
  });

  it('tells which hosts Placement offers when the one that is meant is not among them', async () => {
    await scenario.servers.create(theServer, theHost);
    await scenario.placeholders.fill(theHost, theServer);
    await assert.rejects(scenario.providers.expectOffered(theHost), /no step has asked Placement for a place/);
    await scenario.providers.askForAPlace('operator');
    await assert.rejects(
      scenario.providers.expectOffered(theHost),
      /expected (compute-\d) among the places that Placement offers\nseen {5}it offers (?!.*\1)compute-\d, compute-\d\nlast/,
    );
  });

  it('tells of what the list of services says more than it should', async () => {
    assert.throws(() => {
      scenario.services.expectNumbersAsIds();
    }, /no step has listed the services/);
    await scenario.services.list('operator');
    assert.throws(() => {
      scenario.services.expectNoWordOfForcingDown();
    }, /expected each service with no word of .*\nseen {5}nova-\w+ on .* with id ".*", forced_down false\nlast/);
    assert.throws(() => {
      scenario.services.expectNumbersAsIds();
    }, /expected each service with a number as its id\nseen/);
    await scenario.services.list('operator', '2.10');
    scenario.services.expectNumbersAsIds();
    scenario.services.expectNoWordOfForcingDown();
  });
});
