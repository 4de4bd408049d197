import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { HostAlias, ServerAlias } from '../../support/parameter-types';
import { compareRun, recordRun } from '../../support/conformance/conformance';
import { observe, type Observation } from '../../support/conformance/observation';
import { tellConformance, whatDiffers } from '../../support/conformance/telling';
import type { Onward } from '../../support/stub/operation';
import type { SeamChange } from '../../support/stub/seams';
import { openStay } from '../world/stay';

const theServer: ServerAlias = { kind: 'the server' };
const theHost: HostAlias = { kind: 'the host' };
const texts = ['a server is running on a host', 'the owner deletes the server'] as const;

/** A local delete on an embedded cloud that is changed like that. */
async function localDelete(t: TestContext, changes: readonly SeamChange[]): Promise<Observation> {
  const stay = await openStay(t, changes);
  const scenario = await stay.begin([...texts]);
  scenario.transcript.beginStep(texts[0]);
  await scenario.servers.create(theServer, theHost);
  await scenario.flags.haveForcedDown(theHost);
  scenario.transcript.beginStep(texts[1]);
  await scenario.people.person('owner').compute.servers.get(scenario.knownServers.find(theServer).uuid);
  await scenario.deletions.delete('owner', theServer).catch(() => undefined);
  scenario.transcript.endSteps();
  const observation = observe({ ...(await scenario.ending.shown()), id: 'LD-1', tags: [], texts });
  await stay.end(scenario);
  return observation;
}

const recording = {
  cloud: 'reference',
  release: '2025.1',
  command: 'npm run acceptance',
  packages: {},
  configuration: {},
};
const scenarios = [{ id: 'LD-1', outcome: 'passed', tags: [] }];

/** What a tester reads when the changed cloud is compared with what the healthy one showed. */
async function toldOf(t: TestContext, change: SeamChange): Promise<readonly string[]> {
  const recorded = new Map([['LD-1', await localDelete(t, [])]]);
  const record = recordRun(undefined, { startedAt: 'now', recording, scenarios, observations: recorded });
  const observations = new Map([['LD-1', await localDelete(t, [change])]]);
  const conformance = compareRun(record, { release: '2025.1', scenarios, observations, extent: 'a part' }, []);
  assert.notEqual(whatDiffers(conformance), undefined);
  return tellConformance(conformance).trimEnd().split('\n\n');
}

const freed = 'Neutron DELETE /v2.0/ports/{id}, then Placement DELETE /allocations/{id}';
const comparison = (exchanges: number): string =>
  `Compared with the record of 2025.1: 1 scenario, ${exchanges} exchanges, 0 listed differences; 0 scenarios unrecorded`;

test('a cloud that changed nothing shows the same', async (t) => {
  assert.deepEqual(await localDelete(t, []), await localDelete(t, []));
});

test('one changed status is told, and what came of it', async (t) => {
  const told = await toldOf(t, (seams) => ({
    ...seams,
    compute: {
      ...seams.compute,
      policies: { ...seams.compute.policies, 'servers:delete': ({ isAdmin }) => isAdmin },
    },
  }));
  assert.deepEqual(told, [
    `LD-1 differs from the record of a real cloud
  step      the owner deletes the server
  what      DELETE compute 2.80 /servers/{server}
  recorded  204
  seen      403`,
    `LD-1 differs from the record of a real cloud
  what      what Nova freed, in order
  recorded  ${freed}
  seen      nothing`,
    comparison(5),
  ]);
});

test('one key that is dropped is told', async (t) => {
  const told = await toldOf(t, (seams) => {
    const { fullServer } = seams.compute.views;
    const views = {
      ...seams.compute.views,
      fullServer: (...args: Parameters<typeof fullServer>) => {
        const { locked, ...rest } = fullServer(...args);
        return locked === undefined ? fullServer(...args) : rest;
      },
    };
    return { ...seams, compute: { ...seams.compute, views } };
  });
  assert.deepEqual(told, [
    `LD-1 differs from the record of a real cloud
  step      a server is running on a host
  what      GET compute 2.80 /servers/{server}: server.locked
  recorded  boolean
  seen      none`,
    comparison(5),
  ]);
});

test('two side effects in another order are told', async (t) => {
  const told = await toldOf(t, (seams) => {
    const { operations } = seams.compute;
    const { freeAllocations, deallocatePorts, ...rest } = operations.localDelete;
    const localDelete = { freeAllocations, deallocatePorts, ...rest };
    return { ...seams, compute: { ...seams.compute, operations: { ...operations, localDelete } } };
  });
  assert.deepEqual(told, [
    `LD-1 differs from the record of a real cloud
  what      what Nova freed, in order
  recorded  ${freed}
  seen      Placement DELETE /allocations/{id}, then Neutron DELETE /v2.0/ports/{id}`,
    comparison(5),
  ]);
});

test('an allocation that is freed by replacing it is told as that', async (t) => {
  const told = await toldOf(t, (seams) => {
    const { operations } = seams.compute;
    const localDelete: typeof operations.localDelete = {
      ...operations.localDelete,
      freeAllocations: async ({ nova, server }): Promise<Onward> => {
        await nova.placement.deleteAllocations(server.uuid, 'by generation');
        return 'go on';
      },
    };
    return { ...seams, compute: { ...seams.compute, operations: { ...operations, localDelete } } };
  });
  assert.deepEqual(told, [
    `LD-1 differs from the record of a real cloud
  what      what Nova freed, in order
  recorded  ${freed}
  seen      Neutron DELETE /v2.0/ports/{id}; replaced by nothing: Placement PUT /allocations/{id}`,
    comparison(5),
  ]);
});
