import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultAttachmentsKept: Defect = {
  name: 'fault-attachments-kept',
  origin: { kind: 'single fault', tier: 1 },
  title: 'a local delete does not give volumes back',
  story: 'The API drops the list of volumes without telling Cinder.',
  turnsRed: ['LD-50', 'LD-51.flagged', 'LD-51.unflagged'],
  alsoRed: ['LD-10', 'LD-50.second-volume', 'LD-51.second-volume', 'LD-55.volume', 'LD-59'],
  change: novaSteps('localDelete', { cleanUpVolumes: leftOut }),
};
