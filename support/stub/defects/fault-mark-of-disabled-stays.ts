import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultMarkOfDisabledStays: Defect = {
  name: 'fault-mark-of-disabled-stays',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the mark of a disabled host stays on its provider when it is enabled',
  story: 'The host sets the mark and never takes it away.',
  turnsRed: ['LD-98.enabled'],
  change: (seams) => {
    const marked = new Set<string>();
    return novaRules({
      isMarkedDisabled: (service) => {
        if (seams.compute.rules.isMarkedDisabled(service)) marked.add(service.host);
        return marked.has(service.host);
      },
    })(seams);
  },
};
