import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultForceUpMindsDeleted: Defect = {
  name: 'fault-force-up-minds-deleted',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host cannot be forced up after an evacuated server was deleted',
  story: 'The look for evacuations finds those of deleted servers, too.',
  turnsRed: ['LD-92'],
  alsoRed: ['LD-90.new', 'LD-90.old', 'LD-91.refused'],
  change: novaRules({
    mayForceUp: ({ migrations }, host) =>
      !migrations.some(
        ({ type, status, sourceHost }) => type === 'evacuation' && status === 'done' && sourceHost === host,
      ),
  }),
};
