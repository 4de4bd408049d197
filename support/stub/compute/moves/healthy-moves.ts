import type { NovaOperations } from '../nova';
import { healthyEvacuate } from './evacuate-server';
import { healthyLiveMigrateOnSource, healthyRollBackLiveMigration } from './live-migrate-on-host';
import { healthyLiveMigrateServer } from './live-migrate-server';
import { healthyMigrateServer } from './migrate-server';
import { healthyGiveUpRebuild, healthyRebuild } from './rebuild-on-host';
import { healthyReturn } from './returned-host';
import { healthyAnswerConfirm } from './resize-actions';
import {
  healthyFinishResize,
  healthyGiveUpResize,
  healthyPrepareResize,
  healthyResizeOnSource,
} from './resize-on-host';
import { healthyConfirmOnSource, healthyRevertOnDestination, healthyRevertOnSource } from './settle-on-host';

/** Nova's operations by which servers move, as they should be. */
export const healthyMoves = {
  migrateServer: healthyMigrateServer,
  liveMigrateServer: healthyLiveMigrateServer,
  liveMigrateOnSource: healthyLiveMigrateOnSource,
  rollBackLiveMigration: healthyRollBackLiveMigration,
  prepareResize: healthyPrepareResize,
  resizeOnSource: healthyResizeOnSource,
  finishResize: healthyFinishResize,
  giveUpResize: healthyGiveUpResize,
  answerConfirm: healthyAnswerConfirm,
  confirmOnSource: healthyConfirmOnSource,
  revertOnDestination: healthyRevertOnDestination,
  revertOnSource: healthyRevertOnSource,
  evacuateServer: healthyEvacuate,
  rebuildOnHost: healthyRebuild,
  giveUpRebuild: healthyGiveUpRebuild,
  returnToDuty: healthyReturn,
} as const satisfies Partial<NovaOperations>;
