import { leaseName, returnLease } from '../leases';
import type { CleaningUp, Settlement } from './settlement';

/** The host's lease is returned, if it is this run's. */
export function settleLease({ operator }: CleaningUp, host: string, run: string): Settlement {
  return {
    commands: [`openstack aggregate delete ${leaseName(host)}`],
    takeBack: () => returnLease(operator, host, run),
  };
}
