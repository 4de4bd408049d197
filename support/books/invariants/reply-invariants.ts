import { tellExchange } from '../finding-lines';
import type { Invariant } from './cloud-view';

/** I12: no service has broken down. */
export const noServiceBrokeDown: Invariant = {
  id: 'I12',
  scope: 'ours',
  text: 'no service answered with an error of its own',
  check: (view) =>
    view.exchanges.flatMap((exchange) => {
      const { outcome } = exchange;
      if (outcome.kind !== 'answer' || outcome.status < 500) return [];
      const meaning = outcome.status >= 502 && outcome.status <= 504 ? ': the cloud was lost' : '';
      return [`${exchange.service} answered ${tellExchange(exchange)}${meaning}`];
    }),
};
