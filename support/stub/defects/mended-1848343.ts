import type { Defect } from './defect';
import { novaSteps } from './replace';

export const mended1848343: Defect = {
  name: 'mended-1848343',
  origin: { kind: 'mend', tier: 2 },
  title: 'a move that is rolled back gives nothing to a deleted server',
  story: 'The mend of an open bug: who gives a move up asks whether its server is there still.',
  turnsRed: ['LD-83.cleared', 'LD-84.returned'],
  alsoRed: ['LD-84.healed'],
  change: (seams) => {
    const { moveBack } = seams.compute.operations.giveUpResize;
    return novaSteps('giveUpResize', {
      moveBack: (context) => (context.server.deletedAt === null ? moveBack(context) : 'go on'),
    })(seams);
  },
};
