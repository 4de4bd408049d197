import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UnexpectedAnswer } from '../../support/api/api-errors';
import type { HostAlias, Mistake } from '../../support/parameter-types';
import type { Scenario } from '../../support/world/scenario';
import { stayInEachTest } from './stay';

const theHost: HostAlias = { kind: 'the host' };

describe('an update of a host', () => {
  let scenario: Scenario;

  stayInEachTest((fresh) => {
    scenario = fresh;
  });

  const mistakes: readonly (readonly [Mistake, number])[] = [
    ['a malformed id', 400],
    ['an unknown id', 404],
    ['no change', 400],
    ['a reason for enabling', 400],
    ['an unknown status', 400],
    ['a number for a flag', 400],
    ['the id of a scheduler', 400],
    ['force-down at microversion 2.10', 400],
  ];

  for (const [mistake, status] of mistakes) {
    it(`is refused with ${status} for ${mistake}, by what is wrong in it`, async () => {
      await scenario.hosts.beUp(theHost);
      await assert.rejects(scenario.flags.updateWrongly('operator', theHost, mistake), (error) => {
        assert.ok(error instanceof UnexpectedAnswer);
        assert.equal(error.status, status);
        assert.match(error.faultMessage ?? '', told[mistake]);
        return true;
      });
      await scenario.hosts.expectState(theHost, 'up');
    });
  }

  it('can have the older form, by host, and take the flag back by a word', async () => {
    await scenario.hosts.beUp(theHost);
    await scenario.flags.forceDown('operator', theHost, '2.52');
    await scenario.hosts.expectState(theHost, 'forced down');
    assert.deepEqual(lastPath(scenario), '/os-services/force-down');
    await scenario.flags.forceUpByWord('operator', theHost);
    assert.deepEqual(lastPath(scenario), '/os-services/force-down');
    await scenario.hosts.expectState(theHost, 'up');
    await scenario.flags.forceDown('operator', theHost, '2.53');
    assert.match(lastPath(scenario), /^\/os-services\/[0-9a-f-]{36}$/);
  });
});

/** The path of the last request that was to change something. */
function lastPath({ transcript }: Scenario): string {
  const changes = transcript.exchanges().filter(({ method, service }) => method === 'PUT' && service === 'compute');
  return changes.at(-1)?.path ?? '';
}

const told: Readonly<Record<Mistake, RegExp>> = {
  'a malformed id': /Invalid uuid no-uuid/,
  'an unknown id': /Service [0-9a-f-]{36} could not be found/,
  'no change': /No updates were requested/,
  'a reason for enabling': /Specifying 'disabled_reason' with status 'enabled' is invalid/,
  'an unknown status': /Invalid input for field\/attribute status\. Value: resting\./,
  'a number for a flag': /Invalid input for field\/attribute forced_down\. Value: 1\./,
  'the id of a scheduler': /Updating a nova-scheduler service is not supported/,
  'force-down at microversion 2.10': /forced_down/,
};
