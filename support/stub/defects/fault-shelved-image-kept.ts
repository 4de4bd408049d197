import { leftOut } from '../operation';
import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultShelvedImageKept: Defect = {
  name: 'fault-shelved-image-kept',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the delete of a shelved server keeps its image',
  story: 'The API does not ask Glance to delete the image.',
  turnsRed: ['LD-54.deleted'],
  alsoRed: ['LD-11.shelved', 'LD-55.port', 'LD-55.volume'],
  change: novaSteps('deleteServer', { deleteShelvedImage: leftOut }),
};
