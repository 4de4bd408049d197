import type { Operation } from '../operation';
import {
  createPort,
  type CreatePortContext,
  type CreatePortStep,
  deletePort,
  type DeletePortStep,
  type PortContext,
  updatePort,
  type UpdatePortContext,
  type UpdatePortStep,
} from './operations/write-port';
import { type NetworkRules, networkRules } from './policy';
import { type NetworkViews, networkViews } from './views';

/** What a release, a fault or a defect may replace in Neutron. */
export interface NetworkSeams {
  readonly rules: NetworkRules;
  readonly views: NetworkViews;
  readonly operations: {
    readonly createPort: Operation<CreatePortContext, CreatePortStep>;
    readonly updatePort: Operation<UpdatePortContext, UpdatePortStep>;
    readonly deletePort: Operation<PortContext, DeletePortStep>;
  };
}

/** Neutron as it should be. */
export const healthyNetwork: NetworkSeams = {
  rules: networkRules,
  views: networkViews,
  operations: { createPort, updatePort, deletePort },
};
