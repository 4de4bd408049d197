import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultDeleteLeavesResize: Defect = {
  name: 'fault-delete-leaves-resize',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a delete forgets that a resize is not confirmed',
  story: 'The API deletes the server on its new host, and asks nobody to confirm the resize.',
  turnsRed: ['LD-78', 'LD-79'],
  alsoRed: ['LD-80', 'LD-126', 'LD-133.failed', 'LD-133.left', 'LD-133.removed'],
  change: novaSteps('deleteServer', { confirmResize: leftOut }),
};
