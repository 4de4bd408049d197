import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultDisabledHostKeepsServers: Defect = {
  name: 'fault-disabled-host-keeps-servers',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a disabled host is not asked to send a server away',
  story: 'A resize and a migration ask whether the host is enabled.',
  turnsRed: ['LD-82.resize-disabled', 'LD-82.migrate-disabled'],
  change: (seams) =>
    novaRules({
      hostCanMoveAway: (nova, host) =>
        nova.store.computeService(host).status === 'enabled' && seams.compute.rules.hostCanMoveAway(nova, host),
    })(seams),
};
