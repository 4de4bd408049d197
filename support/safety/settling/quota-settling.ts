import type { CleaningUp, Settlement } from './settlement';

/** The project may have as many servers as before. */
export function settleQuota({ operator }: CleaningUp, project: string, instances: number): Settlement {
  return {
    commands: [`openstack quota set --instances ${instances} ${project}`],
    takeBack: () => operator.compute.quotaSets.setInstances(project, instances),
  };
}
