import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { UnexpectedAnswer } from '../../support/api/api-errors';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { NovaException } from '../../support/stub/compute/exceptions';
import { bug1679750 } from '../../support/stub/defects/bug-1679750';
import { faultDeleteGoesOnAfterTheAnswer } from '../../support/stub/defects/fault-delete-goes-on-after-the-answer';
import { faultErrorOfPlacementSwallowed } from '../../support/stub/defects/fault-error-of-placement-swallowed';
import { faultHeartbeatByAnyUpdate } from '../../support/stub/defects/fault-heartbeat-by-any-update';
import { leftOut } from '../../support/stub/operation';
import { replacing, type SeamChange, type Seams } from '../../support/stub/seams';
import type { Scenario } from '../../support/world/scenario';
import { tellUnexpected } from '../../support/world/story/unexpected';
import { imbalanceOf, openStay } from './stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };
const leak = "the delete did not free the server's allocation (bug 1679750)";

type LocalDelete = Seams['compute']['operations']['localDelete'];

/** A Nova whose local delete does this in place of freeing the allocation, or of one of its other steps. */
function localDelete(change: Partial<LocalDelete>): SeamChange {
  return replacing('compute', 'operations', 'localDelete', (steps) => ({ ...steps, ...change }));
}

/** A Nova whose local delete fails with that Python exception. */
function failingWith(pythonName: string): SeamChange {
  return localDelete({
    freeAllocations: () => {
      throw new NovaException(pythonName, 'it fails');
    },
  });
}

/** Lets the test act in a scenario on a cloud that was changed so. */
async function inScenario(
  t: Pick<TestContext, 'after'>,
  changes: readonly SeamChange[],
  steps: readonly string[],
  act: (scenario: Scenario) => Promise<void>,
) {
  const stay = await openStay(t, changes);
  const scenario = await stay.begin(steps);
  await act(scenario);
  await stay.end(scenario);
}

/** A server on a host that is forced down. */
async function onDownHost(scenario: Scenario): Promise<void> {
  await scenario.servers.create(theServer, theHost);
  await scenario.flags.haveForcedDown(theHost);
}

/** What a tester is told of a delete that the cloud refuses. */
async function toldOfDelete(scenario: Scenario): Promise<{ readonly name: string; readonly message: string }> {
  const error: unknown = await scenario.deletions.delete('owner', theServer).catch((each: unknown) => each);
  assert.ok(error instanceof UnexpectedAnswer);
  const told = await tellUnexpected(error, scenario.evidence);
  assert.ok(told instanceof Error);
  return told;
}

describe('the likely cause of a leak', () => {
  it('stands at the end of what the books tell', async (t) => {
    await inScenario(t, [bug1679750.change], [], async (scenario) => {
      await onDownHost(scenario);
      await scenario.deletions.delete('owner', theServer);
      assert.match(await imbalanceOf(scenario), new RegExp(`\\nlikely ${leak.replace(/[()]/g, '\\$&')}$`));
    });
  });

  it('is told of a request that was accepted though Placement would have refused it', async (t) => {
    await inScenario(t, [bug1679750.change], ['the request should be refused: in conflict'], async (scenario) => {
      await onDownHost(scenario);
      await scenario.paths.answerWithError('Placement', 503);
      await scenario.attempts.make(() => scenario.deletions.delete('owner', theServer));
      await assert.rejects(scenario.attempts.expectRefused('in conflict'), {
        message: new RegExp(`\\nseen {5}it was accepted\\nlast .*\\nlikely {3}the delete did not free`),
      });
    });
  });

  it('is told of a Given whose delete was accepted in that way', async (t) => {
    await inScenario(t, [bug1679750.change], [], async (scenario) => {
      await onDownHost(scenario);
      await assert.rejects(scenario.deletions.fail('Placement answered with an error', 'owner', theServer), {
        message: /\nseen {5}it was accepted\nlast .*\nlikely {3}the delete did not free/,
      });
    });
  });

  it('is told of allocations that could be removed though the delete should have freed them', async (t) => {
    await inScenario(t, [bug1679750.change], ['the request should be refused: not found'], async (scenario) => {
      await onDownHost(scenario);
      await scenario.deletions.delete('owner', theServer);
      await scenario.attempts.make(() => scenario.allocations.delete('operator', theServer));
      await assert.rejects(scenario.attempts.expectRefused('not found'), {
        message:
          /\nseen {5}it was accepted\nlast {5}operator: DELETE \/allocations.*\nlikely {3}the delete did not free/,
      });
    });
  });

  it('is no failing Placement where Nova did not ask it for anything', async (t) => {
    await inScenario(t, [bug1679750.change], [], async (scenario) => {
      await onDownHost(scenario);
      const { uuid, host = '', flavor } = scenario.knownServers.find(theServer);
      await scenario.paths.answerWithError('Placement', 503);
      await scenario.deletions.delete('owner', theServer);
      assert.equal((await scenario.evidence.causeOfLeak(uuid, host, flavor))?.words, leak);
    });
  });

  it('is that the delete did not fail with Placement where Nova did ask it', async (t) => {
    await inScenario(t, [faultErrorOfPlacementSwallowed.change], [], async (scenario) => {
      await onDownHost(scenario);
      const { uuid, host = '', flavor } = scenario.knownServers.find(theServer);
      await scenario.paths.answerWithError('Placement', 503);
      await scenario.deletions.delete('owner', theServer);
      assert.match(
        (await scenario.evidence.causeOfLeak(uuid, host, flavor))?.words ?? '',
        /went on when Placement answered with an error/,
      );
    });
  });

  it('is another one when Nova could not reach Placement, and none when nobody has deleted the server', async (t) => {
    await inScenario(t, [], [], async (scenario) => {
      await onDownHost(scenario);
      const { uuid, host = '', flavor } = scenario.knownServers.find(theServer);
      assert.equal(await scenario.evidence.causeOfLeak(uuid, host, flavor), undefined);
      await scenario.paths.whileDisturbed('Placement', { kind: 'refuse' }, () =>
        scenario.deletions.delete('owner', theServer),
      );
      assert.match(
        (await scenario.evidence.causeOfLeak(uuid, host, flavor))?.words ?? '',
        /^Nova could not reach Placement then/,
      );
      await scenario.flags.forceUp('operator', theHost);
      scenario.knownHosts.noteStartOf(host);
      assert.match((await scenario.evidence.causeOfLeak(uuid, host, flavor))?.words ?? '', /bug 1707071/);
    });
  });

  it('is the host when the host had to delete the server', async (t) => {
    await inScenario(t, [], [], async (scenario) => {
      await scenario.servers.create(theServer, theHost);
      const { uuid, host = '', flavor } = scenario.knownServers.find(theServer);
      await scenario.deletions.delete('owner', theServer);
      assert.match(
        (await scenario.evidence.causeOfLeak(uuid, host, flavor))?.words ?? '',
        /^the host ended the server without/,
      );
    });
  });
});

describe('the likely cause of a refused delete', () => {
  it('is a nova-api that has just started, and that is no fault of the cloud', async (t) => {
    for (const pythonName of ['AttributeError', 'openstack.exceptions.NotSupported']) {
      await inScenario(t, [failingWith(pythonName)], [], async (scenario) => {
        await onDownHost(scenario);
        await scenario.paths.cutOff('Placement');
        const { name, message } = await toldOfDelete(scenario);
        assert.equal(name, 'CloudNotReady');
        assert.match(
          message,
          /^expected the owner's DELETE compute \/servers\/[0-9a-f]{8}… to be answered 204\nseen {5}server error \(500\)\nbecause {2}Unexpected API Error.*\nlast {5}owner: DELETE .* 500 in .*\nlikely {3}this nova-api has just started, and cannot make its client of Placement/,
        );
      });
    }
  });

  it('is not that when Placement was not refusing, or a host had to delete', async (t) => {
    await inScenario(t, [failingWith('AttributeError')], [], async (scenario) => {
      await onDownHost(scenario);
      const { name, message } = await toldOfDelete(scenario);
      assert.equal(name, 'ExpectationFailed');
      assert.doesNotMatch(message, /likely/);
    });
  });

  it('is a Nova that fails with the refused connection, or with Cinder', async (t) => {
    await inScenario(t, [failingWith('keystoneauth1.exceptions.connection.ConnectFailure')], [], async (scenario) => {
      await onDownHost(scenario);
      await scenario.paths.cutOff('Placement');
      assert.match((await toldOfDelete(scenario)).message, /likely {3}the delete fails with the refused connection/);
    });
    await inScenario(t, [failingWith('cinderclient.exceptions.ClientException')], [], async (scenario) => {
      await onDownHost(scenario);
      await scenario.paths.answerWithError('Cinder', 500);
      assert.match((await toldOfDelete(scenario)).message, /likely {3}the delete fails with Cinder/);
    });
    await inScenario(t, [failingWith('KeyError')], [], async (scenario) => {
      await onDownHost(scenario);
      await scenario.paths.answerWithError('Cinder', 500);
      assert.doesNotMatch((await toldOfDelete(scenario)).message, /likely/);
    });
  });

  it('is what troubled Nova when the request was sent, not what does so now', async (t) => {
    await inScenario(t, [failingWith('AttributeError')], [], async (scenario) => {
      await onDownHost(scenario);
      const refused = scenario.paths.whileDisturbed('Placement', { kind: 'refuse' }, () =>
        scenario.deletions.delete('owner', theServer),
      );
      const error: unknown = await refused.catch((each: unknown) => each);
      assert.ok(error instanceof UnexpectedAnswer);
      assert.equal((await scenario.evidence.causeOfRefusal(error))?.blames, 'its preparation');
      assert.doesNotMatch((await toldOfDelete(scenario)).message, /likely/);
    });
  });
});

describe('the likely cause of a shelved image that is left', () => {
  /** What a tester is told of the image, after a local delete while Glance is as it is. */
  async function toldOfImage(
    t: Pick<TestContext, 'after'>,
    changes: readonly SeamChange[],
    trouble: 'no trouble' | 'trouble',
  ): Promise<string> {
    let told = '';
    await inScenario(t, changes, [], async (scenario) => {
      await scenario.servers.create(theServer, theHost);
      await scenario.deeds.have('owner', 'shelved', theServer);
      await scenario.flags.haveForcedDown(theHost);
      if (trouble === 'trouble') await scenario.paths.answerWithError('Glance', 503);
      await scenario.deletions.delete('owner', theServer);
      const look = scenario.images.expectFate('gone');
      told = await look
        .then(() => 'it is gone')
        .catch((error: unknown) => (error instanceof Error ? error.message : ''));
    });
    return told;
  }

  /** A Nova that deletes shelved servers without their images. */
  const leavesImages = replacing('compute', 'operations', 'deleteServer', (steps) => ({
    ...steps,
    deleteShelvedImage: leftOut,
  }));

  it('is none when the image is gone', async (t) => {
    assert.equal(await toldOfImage(t, [], 'no trouble'), 'it is gone');
  });

  it('is Glance when Glance failed Nova', async (t) => {
    assert.match(
      await toldOfImage(t, [], 'trouble'),
      /likely {3}the delete could not have the image deleted while Glance failed/,
    );
  });

  it('is a Nova that did not ask for it', async (t) => {
    assert.match(await toldOfImage(t, [leavesImages], 'no trouble'), /likely {3}the delete did not ask Glance/);
  });
});

describe('the likely cause of a host in another state', () => {
  it('is a Nova that takes disabled for down', async (t) => {
    const takesDisabledForDown = replacing(
      'compute',
      'rules',
      'serviceIsUp',
      (isUp) => (service, view) => (service.status === 'disabled' ? false : isUp(service, view)),
    );
    await inScenario(t, [takesDisabledForDown], [], async (scenario) => {
      await scenario.servers.create(theServer, theHost);
      await assert.rejects(scenario.flags.haveDisabled(theHost), {
        name: 'ExpectationFailed',
        message:
          /^expected compute-\d is disabled and up\nseen {5}it is disabled, down\nlast {5}operator: PUT .*\nlikely {3}Nova takes disabled for down$/,
      });
    });
  });
});

describe('the likely cause of a server that is still there', () => {
  async function whyThere(
    t: Pick<TestContext, 'after'>,
    changes: readonly SeamChange[],
    prepare: (scenario: Scenario) => Promise<void>,
  ): Promise<string> {
    let told = '';
    await inScenario(t, changes, [], async (scenario) => {
      await prepare(scenario);
      await scenario.deletions.delete('owner', theServer);
      const look = scenario.states.expectGone(theServer);
      told = await look.then(() => 'it is gone').catch((error: unknown) => String(error));
    });
    return told;
  }

  it('is none when it is gone, or when the delete never comes to an end', async (t) => {
    assert.equal(await whyThere(t, [], onDownHost), 'it is gone');
    const keepsServers = localDelete({ destroyRecord: leftOut });
    assert.doesNotMatch(await whyThere(t, [keepsServers], onDownHost), /likely|it is gone/);
  });

  it('is an answer that came before the end', async (t) => {
    assert.match(
      await whyThere(t, [faultDeleteGoesOnAfterTheAnswer.change], onDownHost),
      /likely {3}the local delete was answered before it was done$/,
    );
  });

  it('is a host that counts as up because it was forced up', async (t) => {
    const silentAndForcedUp = async (scenario: Scenario): Promise<void> => {
      await scenario.servers.create(theServer, theHost);
      await scenario.hosts.stop(theHost);
      await scenario.flags.haveForcedDown(theHost);
      await scenario.flags.forceUp('operator', theHost);
    };
    assert.match(
      await whyThere(t, [faultHeartbeatByAnyUpdate.change], silentAndForcedUp),
      /likely {3}Nova counts the silent host as up since the operator forced it up/,
    );
  });
});
