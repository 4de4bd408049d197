import { basicServer, fullServer } from './views/server-view';
import { serviceView } from './views/service-view';

/** Those shapes of Nova's replies that are replaced, by name. */
export const computeViews = { basicServer, fullServer, service: serviceView };

/** The shapes of Nova's replies, for those who replace one. */
export type ComputeViews = Readonly<typeof computeViews>;
