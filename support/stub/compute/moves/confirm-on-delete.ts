import { MessagingTimeout } from '../exceptions';
import { recordAction } from '../instance-actions';
import type { Nova } from '../nova';
import type { Server } from '../records';
import type { RequestContext } from '../request-context';
import { migrationOf } from './migrations';
import { settle } from './settle-on-host';

/**
 * A server whose resize is not confirmed is confirmed by its delete, so that its source is freed as well: the source is asked without a
 * look whether it is up, and waited for. Rejects with {@link MessagingTimeout} when it does not answer.
 * Source: reference A.4 (D15 to D18), `nova/compute/api.py:_confirm_resize_on_deleting`.
 */
export async function confirmOnDelete(nova: Nova, request: RequestContext, server: Server): Promise<void> {
  const migration = migrationOf(nova, server, 'finished') ?? migrationOf(nova, server, 'confirming');
  if (migration === undefined) return;
  recordAction(nova, request, server, 'confirmResize');
  const outcome = await nova.broker.call(migration.sourceHost, {
    name: 'confirm_resize',
    handle: (process) => settle({ nova, request, server, migration, process }, 'confirmOnSource'),
  });
  if (outcome.kind === 'timed out') throw new MessagingTimeout('confirm_resize');
}
