import { UnexpectedAnswer } from '../../api/api-errors';
import type { Service } from '../../api/compute/services-client';
import { ExpectationFailed } from '../../books/expectation';
import { deadlinesOf } from '../../clouds/deadlines';
import type { Neighbour } from '../../contract/trouble';
import { eventually } from '../../waiting';
import { computeServiceOf, waitForHeartbeats } from '../compute-services';
import type { FormerService } from '../ledger';
import type { CleaningUp, Settlement } from './settlement';

/** The path from Nova to a neighbour is mended. */
export function settlePath({ cloud }: CleaningUp, neighbour: Neighbour): Settlement {
  return {
    commands: [cloud.byHand.mend(neighbour)],
    takeBack: () => cloud.control.mend(neighbour),
  };
}

/** The compute process runs, and has beaten twice since. */
export function settleComputeProcess(work: CleaningUp, host: string): Settlement {
  const commands = [work.cloud.byHand.startCompute(host)];
  if (work.after === 'a killed run') return { commands, takeBack: () => bringToLife(work, host) };
  let state: 'to be started' | 'started' = 'to be started';
  const begin = async (): Promise<void> => {
    await work.cloud.control.startCompute(host);
    state = 'started';
  };
  return {
    commands,
    begin,
    takeBack: async () => {
      if (state === 'to be started') await begin();
      await awaitStart(work, host);
    },
  };
}

/**
 * The service has its former flags. `forced_down` is sent alone, because together with a status it blocks while the host
 * is dead; then the status.
 */
export function settleService(work: CleaningUp, host: string, former: FormerService): Settlement {
  return {
    commands: serviceCommands(host, former),
    takeBack: () => putFlagsBack(work, host, former),
  };
}

async function awaitStart({ cloud, auditor }: CleaningUp, host: string): Promise<void> {
  await waitForHeartbeats(cloud, auditor, host, { within: deadlinesOf(cloud.timing).computeStart });
}

/** A process that was told to end may still be there: only heartbeats show that it lives, and one without them is started anew. */
async function bringToLife(work: CleaningUp, host: string): Promise<void> {
  const { cloud, auditor } = work;
  try {
    await waitForHeartbeats(cloud, auditor, host, { within: deadlinesOf(cloud.timing).beating });
  } catch (error) {
    if (!(error instanceof ExpectationFailed)) throw error;
    await cloud.control.stopCompute(host);
    await cloud.control.startCompute(host);
    await awaitStart(work, host);
  }
}

async function putFlagsBack(work: CleaningUp, host: string, former: FormerService): Promise<void> {
  const { services } = work.operator.compute;
  const found = await computeServiceOf(work.auditor, host);
  let now = found;
  if (found.forcedDown !== former.forcedDown) {
    now = await services.update(found.id, { forcedDown: former.forcedDown }).catch(asBlockedByEvacuation);
  }
  if (found.status !== former.status || found.disabledReason !== former.disabledReason) {
    const { status, disabledReason } = former;
    now = await services.update(found.id, { status, disabledReason });
  }
  if (!isAs(former, now)) await expectFlags(work, host, former);
}

function isAs(former: FormerService, { status, forcedDown }: Service): boolean {
  return status === former.status && forcedDown === former.forcedDown;
}

/**
 * A host must not be forced up as long as a server that was evacuated from it is there, and the host has not started since
 * (reference B.5). Once the servers of the suite are deleted nothing is in the way.
 */
export class BlockedByEvacuation extends ExpectationFailed {
  override readonly name = 'BlockedByEvacuation';
}

function asBlockedByEvacuation(error: unknown): never {
  if (error instanceof UnexpectedAnswer && error.status === 400 && /evacuation/.test(error.faultMessage ?? '')) {
    throw new BlockedByEvacuation(error.message);
  }
  throw error;
}

async function expectFlags({ cloud, auditor }: CleaningUp, host: string, former: FormerService): Promise<void> {
  await eventually(
    cloud,
    `${host} to be ${former.status}${former.forcedDown ? ' and forced down' : ''} again`,
    async () => {
      const service = await computeServiceOf(auditor, host);
      if (!isAs(former, service)) {
        const { status, forcedDown } = service;
        throw new ExpectationFailed(`${host} is ${status}${forcedDown ? ', forced down' : ''}`);
      }
    },
    { within: deadlinesOf(cloud.timing).afterwork },
  );
}

function serviceCommands(host: string, { forcedDown, status, disabledReason }: FormerService): string[] {
  const set = 'openstack --os-compute-api-version 2.53 compute service set';
  const reason = disabledReason === undefined ? '' : ` --disable-reason '${disabledReason}'`;
  return [
    `${set} ${forcedDown ? '--down' : '--up'} ${host} nova-compute`,
    `${set} ${status === 'enabled' ? '--enable' : `--disable${reason}`} ${host} nova-compute`,
  ];
}
