import type { Defect } from './defect';
import { novaRules } from './replace';

export const faultEvacuatedServerShutOff: Defect = {
  name: 'fault-evacuated-server-shut-off',
  origin: { kind: 'single fault', tier: 2 },
  title: 'an evacuated server is shut off at any microversion',
  story: 'What microversion 2.95 asks for holds for all.',
  turnsRed: ['LD-90.old'],
  alsoRed: ['LD-85.both'],
  change: novaRules({ evacuatedState: () => 'shut off' }),
};
