import type { Defect } from './defect';
import { steps } from './replace';

export const bug2048837: Defect = {
  name: 'bug-2048837',
  origin: { kind: 'bug', tier: 4, fixedIn: '2026.1' },
  title: 'a volume of two servers is given up when one of them is deleted',
  story: 'With the attachment of one server that of the other one goes.',
  turnsRed: ['LD-57'],
  change: steps('volume', 'deleteAttachment', {
    remove: ({ service: { store }, attachment }) => {
      for (const { id } of store.attachmentsOf(attachment.volumeId)) store.attachments.delete(id);
      return 'go on';
    },
  }),
};
