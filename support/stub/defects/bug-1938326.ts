import type { Defect } from './defect';
import { novaRules } from './replace';

export const bug1938326: Defect = {
  name: 'bug-1938326',
  origin: { kind: 'bug', tier: 2, fixedIn: 'Xena' },
  title: 'a disabled host that is down is taken for one that is up',
  story: 'Whether a service is up is read from the word that hides it: under maintenance is told before silent.',
  turnsRed: ['LD-15.until-down', 'LD-82.silent-disabled'],
  alsoRed: ['LD-15', 'LD-15.disabled-later', 'LD-16.restarted', 'LD-18.disabled-silent'],
  change: (seams) =>
    novaRules({
      serviceIsUp: (service, view) =>
        (service.status === 'disabled' && !service.forcedDown) || seams.compute.rules.serviceIsUp(service, view),
    })(seams),
};
