import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UnexpectedAnswer } from '../../support/api/api-errors';
import type { HostAlias } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { stayInEachTest } from './stay';

const theHost: HostAlias = { kind: 'the host' };

describe('an unknown consumer', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  it('is spoken of only once it was written', () => {
    assert.throws(() => scenario.placeholders.ofUnknown(), /no step has written an allocation for an unknown consumer/);
  });

  it('holds one processor more once it was changed, and what is stale is refused then', async () => {
    const { placeholders } = scenario;
    await placeholders.placeUnknown(theHost);
    const host = scenario.knownHosts.nameOf(theHost);
    const { amounts } = placeholders.ofUnknown();
    await placeholders.changeUnknown();
    const more = { ...amounts, VCPU: (amounts['VCPU'] ?? 0) + 1 };
    assert.deepEqual(placeholders.ofUnknown().amounts, more);
    assert.deepEqual((await placeholders.heldByUnknown()).byHost, new Map([[host, more]]));
    await assert.rejects(
      placeholders.writeStale('operator'),
      (error) => error instanceof UnexpectedAnswer && error.status === 409,
    );
    assert.deepEqual((await placeholders.heldByUnknown()).byHost, new Map([[host, more]]));
  });

  it('that Placement has refused more than there is can be written afterwards', async () => {
    const { placeholders } = scenario;
    await placeholders.refuseUnknown(theHost);
    await placeholders.writeUnknown('operator', theHost);
    const refused = scenario.transcript.exchanges().filter(({ method }) => method === 'PUT');
    const paths = new Set(refused.filter(({ service }) => service === 'placement').map(({ path }) => path));
    assert.deepEqual([...paths], [`/allocations/${placeholders.ofUnknown().consumer}`]);
    await placeholders.removeUnknown('operator');
    assert.equal((await placeholders.heldByUnknown()).byHost.size, 0);
  });
});
