import type { Defect } from './defect';
import { novaSteps } from './replace';

export const faultHealFirstLeakOnly: Defect = {
  name: 'fault-heal-first-leak-only',
  origin: { kind: 'single fault', tier: 1 },
  title: 'one look of a host heals one leak',
  story: 'The host stops after the first leak that it finds.',
  turnsRed: ['LD-26'],
  change: (seams) => {
    const { removeLeaks } = seams.compute.operations.heal;
    return novaSteps('heal', {
      removeLeaks: (context) => removeLeaks({ ...context, leaks: context.leaks.slice(0, 1) }),
    })(seams);
  },
};
