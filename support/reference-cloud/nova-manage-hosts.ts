import { checkRoot } from './building/prerequisites';
import type { Layout } from './layout';
import { runToEnd } from './processes/run-to-end';
import { novaManageCommand, pythonEnvironment } from './service-commands';

/**
 * Lets the cell know of hosts that have come since, by their services: a compute node that comes back keeps the mark of one that is
 * known (bug 2085135). Rejects with a `ReferenceCloudError` that carries the output.
 */
export async function discoverHosts(layout: Layout): Promise<void> {
  checkRoot();
  await runToEnd({
    command: ['chroot', layout.chroot, ...novaManageCommand('cell_v2', 'discover_hosts', '--by-service')],
    purpose: 'make hosts known to their cell with nova-manage',
    environment: pythonEnvironment,
  });
}
