import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultDownHostSendsServersAway: Defect = {
  name: 'fault-down-host-sends-servers-away',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host that is down is asked to send a server away',
  story: 'A resize and a migration do not ask whether the host is up.',
  turnsRed: ['LD-82.resize-down', 'LD-82.migrate-down'],
  alsoRed: ['LD-82.silent-disabled'],
  change: novaRules({ hostCanMoveAway: () => true }),
};
