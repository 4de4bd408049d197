import type { Defect } from './defect';
import { novaViews } from './replace';

export const faultOlderListTellsForcedDown: Defect = {
  name: 'fault-older-list-tells-forced-down',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the list of services tells of forcing down in every microversion',
  story: 'The view does not look at the microversion.',
  turnsRed: ['LD-97.forced-down'],
  change: (seams) => {
    const { service } = seams.compute.views;
    return novaViews({
      service: (record, context) => ({ ...service(record, context), forced_down: record.forcedDown }),
    })(seams);
  },
};
