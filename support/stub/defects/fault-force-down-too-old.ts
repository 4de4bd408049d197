import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultForceDownTooOld: Defect = {
  name: 'fault-force-down-too-old',
  origin: { kind: 'single fault', tier: 2 },
  title: 'a host can be forced down at microversions that do not know of it',
  story: 'The API looks at the action, and not at the microversion.',
  turnsRed: ['LD-96.too-old'],
  change: novaRules({ knowsForceDown: () => true }),
};
