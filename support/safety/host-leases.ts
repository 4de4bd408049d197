import type { Service } from '../api/compute/services-client';
import { CloudNotReady } from '../books/expectation';
import type { CloudUnderTest } from '../clouds/cloud';
import { cleanUp, type LedgerWork } from './cleanup';
import { computeServiceOf } from './compute-services';
import { foreignConsumers, tellForeign, troubleOf } from './guard';
import { findLeases, HostLeased, takeLease } from './leases';
import { ownWhereabouts } from './whereabouts';

/** Hosts that a run may disturb are not in a state in which it would. The message has a line for each. */
export class HostsNotFree extends Error {
  override readonly name = 'HostsNotFree';
}

/** What leasing works with. */
export interface Leasing extends LedgerWork {
  readonly cloud: LedgerWork['cloud'] & Pick<CloudUnderTest, 'disrupt'>;
}

/**
 * Looks at every host that the run may disturb, before it touches anything. Rejects with {@link HostLeased} when another run has
 * one, and with {@link HostsNotFree} when one is down or disabled, or carries consumers that are not ours.
 *
 * @param services the nova-compute services of the cloud as they are now
 */
export async function expectFreeHosts(
  { cloud, auditor, ledger }: Leasing,
  services: readonly Service[],
): Promise<void> {
  const leases = await findLeases(auditor);
  const taken = leases.find(({ host }) => cloud.disrupt.has(host));
  if (taken !== undefined) throw new HostLeased(cloud.name, taken);
  const problems: string[] = [];
  for (const host of cloud.disrupt) {
    const service = services.find((each) => each.host === host);
    if (service === undefined) throw new CloudNotReady(`${cloud.name} knows no nova-compute service of ${host}`);
    const trouble = troubleOf(service);
    if (trouble !== undefined)
      problems.push(`${host} ${trouble}: only a host that is enabled and up can be put back as it was`);
    const foreign = await foreignConsumers({ auditor, ledger }, host);
    if (foreign > 0)
      problems.push(`${tellForeign(host, foreign)}: only a host with nothing else on it may be disturbed`);
  }
  if (problems.length > 0) {
    const advice = `mend that, or take ${problems.length === 1 ? 'the host' : 'the hosts'} out of disrupt`;
    throw new HostsNotFree(
      [`${cloud.name} is not touched, for`, ...problems.map((each) => `  ${each}`), advice].join('\n'),
    );
  }
}

/** Leases every host that the run may disturb; each lease stands in the ledger first. On a failure those taken are returned. */
export async function leaseHosts(work: Leasing): Promise<void> {
  const { cloud, operator, auditor, ledger } = work;
  try {
    for (const host of cloud.disrupt) {
      const { status, disabledReason, forcedDown } = await computeServiceOf(auditor, host);
      if (status === 'unknown') throw new HostsNotFree(`Nova cannot tell whether ${host} is enabled`);
      const former = { status, disabledReason, forcedDown };
      const since = new Date().toISOString();
      ledger.open('the run', { kind: 'lease', host });
      await takeLease(operator, host, { run: ledger.run, since, ...ownWhereabouts(), former });
    }
  } catch (error) {
    await cleanUp(work, 'the run');
    throw error;
  }
}
