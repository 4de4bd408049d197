import type { NovaOperations } from '../nova';
import { healthyMigrateServer } from './migrate-server';
import { healthyAnswerConfirm } from './resize-actions';
import { healthyFinishResize, healthyPrepareResize, healthyResizeOnSource } from './resize-on-host';
import { healthyConfirmOnSource, healthyRevertOnDestination, healthyRevertOnSource } from './settle-on-host';

/** Nova's operations by which servers move, as they should be. */
export const healthyMoves = {
  migrateServer: healthyMigrateServer,
  prepareResize: healthyPrepareResize,
  resizeOnSource: healthyResizeOnSource,
  finishResize: healthyFinishResize,
  answerConfirm: healthyAnswerConfirm,
  confirmOnSource: healthyConfirmOnSource,
  revertOnDestination: healthyRevertOnDestination,
  revertOnSource: healthyRevertOnSource,
} as const satisfies Partial<NovaOperations>;
