import { ownLimit } from '../http/body-limit';
import type { ServiceBasics, ServiceProfile } from '../http/call';
import { defineService } from '../http/define-service';
import { glanceDialect } from '../http/dialects/glance-dialect';
import type { HttpApplication } from '../http/http-application';
import type { ImageService } from './glance';
import { imageRoutes } from './routes';
import { ImageStore, type SeedImage } from './store';
import { knownRoutes, refuseUnplayed } from './unplayed';

/** What an embedded Glance is made of. */
export interface ImageOptions extends ServiceBasics {
  readonly images: readonly SeedImage[];
}

/** An embedded Glance. */
export interface Image {
  readonly application: HttpApplication;
}

const profile: ServiceProfile = {
  dialect: glanceDialect,
  bodyLimit: ownLimit,
  head: 'as GET',
  isPublic: (path) => path === '/' || path === '/versions',
};

const define = defineService<ImageService>(() => profile, imageRoutes, {
  known: knownRoutes,
  prefixes: ['/v2'],
  refuse: refuseUnplayed,
});

/** Makes an embedded Glance with its images (reference D.4). */
export function createImage(options: ImageOptions): Image {
  const { clock, ids, publicUrl, onBreakdown, authenticate } = options;
  const store = new ImageStore(clock, ids, options.images);
  return { application: define({ clock, ids, publicUrl, onBreakdown, authenticate, store }) };
}
