import type { Defect } from './defect';
import { novaViews } from './replace';

export const faultUuidsInOlderList: Defect = {
  name: 'fault-uuids-in-older-list',
  origin: { kind: 'single fault', tier: 2 },
  title: 'the list of services has UUIDs in every microversion',
  story: 'The view does not look at the microversion.',
  turnsRed: ['LD-97.ids'],
  change: (seams) => {
    const { service } = seams.compute.views;
    return novaViews({ service: (record, context) => ({ ...service(record, context), id: record.uuid }) })(seams);
  },
};
