import type { Defect } from './defect';
import { rules } from './replace';

export const bug2004555: Defect = {
  name: 'bug-2004555',
  origin: { kind: 'bug', tier: 2, fixedIn: '2023.2' },
  title: 'Cinder refuses to give back a volume that is in use',
  story: 'Nova gives volumes back without a service token, which Cinder refuses while Nova still shows the server.',
  turnsRed: ['LD-50'],
  alsoRed: ['LD-10', 'LD-50.running-host', 'LD-50.second-volume', 'LD-51', 'LD-55.volume'],
  change: rules('volume', { isService: () => false }),
};
