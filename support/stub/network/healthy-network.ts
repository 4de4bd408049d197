import type { NetworkSeams } from './neutron';
import { deletePort, updatePort } from './operations/write-port';
import { networkRules } from './policy';

/** Neutron as it should be. */
export const healthyNetwork: NetworkSeams = { rules: networkRules, operations: { updatePort, deletePort } };
