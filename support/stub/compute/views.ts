import { basicFlavor, fullFlavor } from './views/flavor-view';
import { basicAction, fullAction } from './views/instance-action-view';
import { basicServer, fullServer } from './views/server-view';
import { basicHypervisor, fullHypervisor, serviceView } from './views/service-view';

/** The shapes of Nova's replies, by name. */
export const computeViews = {
  basicAction,
  fullAction,
  basicFlavor,
  fullFlavor,
  basicServer,
  fullServer,
  basicHypervisor,
  fullHypervisor,
  service: serviceView,
} as const;

/** The shapes of Nova's replies, for those who replace one. */
export type ComputeViews = { readonly [Name in keyof typeof computeViews]: (typeof computeViews)[Name] };
