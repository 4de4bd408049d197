import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultEvacuatedServerStarted: Defect = {
  name: 'fault-evacuated-server-started',
  origin: { kind: 'single fault', tier: 2 },
  title: 'an evacuated server runs on at any microversion',
  story: 'The state that microversion 2.95 asks for does not reach the new host.',
  turnsRed: ['LD-90.new'],
  change: novaRules({ evacuatedState: () => 'as before' }),
};
