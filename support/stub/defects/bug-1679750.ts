import { leftOut } from '../operation';
import type { Defect } from './defect';

/** A local delete left the server's allocation to the restart of its host (reference C.1). */
export const bug1679750: Defect = {
  name: 'bug-1679750',
  summary: "a local delete does not free the server's allocation",
  change: (seams) => ({
    ...seams,
    compute: {
      ...seams.compute,
      operations: {
        ...seams.compute.operations,
        localDelete: { ...seams.compute.operations.localDelete, freeAllocations: leftOut },
      },
    },
  }),
};
