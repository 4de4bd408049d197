import { glanceErrors } from '../http/dialects/glance-dialect';
import { type FoundRoute, KnownRoutes, nameOf, routesOf, type RouteTable } from '../http/known-routes';
import { NotPlayed } from '../http/not-played';
import { mayChange } from './policy';
import { findImage, type ImageCall } from './requests';

const definitions = '/metadefs/namespaces/:namespace';

const schemas = ['image', 'images', 'member', 'members', 'task', 'tasks'].map((name) => `/schemas/${name}`);
const definitionSchemas = ['namespace', 'resource_type', 'object', 'property', 'tag'].flatMap((name) => [
  `/schemas/metadefs/${name}`,
  `/schemas/metadefs/${name === 'property' ? 'properties' : `${name}s`}`,
]);

function readable(paths: readonly string[]): RouteTable {
  return Object.fromEntries(paths.map((path) => [path, { GET: 'anybody get_schema' }]));
}

/** The parts of a namespace of definitions; only administrators write them. */
function definitionPart(path: string, thing: string): RouteTable {
  return {
    [`${definitions}/${path}`]: { GET: `anybody get_metadef_${thing}s`, POST: `admin add_metadef_${thing}` },
    [`${definitions}/${path}/:name`]: {
      GET: `anybody get_metadef_${thing}`,
      PUT: `admin modify_metadef_${thing}`,
      DELETE: `admin delete_metadef_${thing}`,
    },
  };
}

/**
 * What Glance answers to in the played releases, below `/v2`: who may use each route, and the policy that says so
 * (`glance/policies/`, `glance/api/v2/router.py`). `owner` is whoever may change the image.
 */
export const knownRoutes = new KnownRoutes(
  routesOf({
    '/images': { GET: 'anybody get_images', POST: 'anybody add_image' },
    '/images/:image': { GET: 'anybody get_image', PATCH: 'owner modify_image', DELETE: 'owner delete_image' },
    '/images/:image/actions/deactivate': { POST: 'owner deactivate' },
    '/images/:image/actions/reactivate': { POST: 'owner reactivate' },
    '/images/:image/file': { GET: 'anybody download_image', PUT: 'owner upload_image' },
    '/images/:image/import': { POST: 'owner import_image' },
    '/images/:image/locations': { GET: 'admin fetch_image_location', POST: 'owner add_image_location' },
    '/images/:image/members': { GET: 'anybody get_members', POST: 'owner add_member' },
    '/images/:image/members/:member': {
      GET: 'anybody get_member',
      PUT: 'anybody modify_member',
      DELETE: 'owner delete_member',
    },
    '/images/:image/stage': { PUT: 'owner modify_image' },
    '/images/:image/tags/:tag': { PUT: 'owner modify_image', DELETE: 'owner modify_image' },
    '/images/:image/tasks': { GET: 'anybody get_image' },
    '/cache': { GET: 'admin cache_list', DELETE: 'admin cache_delete' },
    '/cache/:image': { PUT: 'admin cache_image', DELETE: 'admin cache_delete' },
    '/info/import': { GET: 'anybody info' },
    '/info/stores': { GET: 'anybody info' },
    '/info/stores/detail': { GET: 'admin stores_info_detail' },
    '/info/usage': { GET: 'anybody info' },
    '/stores/:store/:image': { DELETE: 'admin delete_image_location' },
    '/tasks': { GET: 'admin tasks_api_access', POST: 'admin tasks_api_access' },
    '/tasks/:task': { GET: 'admin tasks_api_access', DELETE: 'admin tasks_api_access' },
    '/metadefs/namespaces': { GET: 'anybody get_metadef_namespaces', POST: 'admin add_metadef_namespace' },
    [definitions]: {
      GET: 'anybody get_metadef_namespace',
      PUT: 'admin modify_metadef_namespace',
      DELETE: 'admin delete_metadef_namespace',
    },
    ...definitionPart('objects', 'object'),
    ...definitionPart('properties', 'property'),
    ...definitionPart('tags', 'tag'),
    [`${definitions}/resource_types`]: {
      GET: 'anybody get_metadef_resource_type',
      POST: 'admin add_metadef_resource_type_association',
    },
    [`${definitions}/resource_types/:name`]: { DELETE: 'admin remove_metadef_resource_type_association' },
    '/metadefs/resource_types': { GET: 'anybody list_metadef_resource_types' },
    ...readable([...schemas, ...definitionSchemas]),
  }),
);

/**
 * What becomes of a request that Glance knows and the embedded cloud does not play: 404 for an image that the caller does not
 * see, 403 by the policy, as Glance has it, and then 501.
 */
export function refuseUnplayed(call: ImageCall, { route, parameters }: FoundRoute): never {
  const [rule = '', name = ''] = route.policy.split(' ');
  const caller = call.get('caller');
  const id = parameters.get('image');
  const image = id === undefined ? undefined : findImage(call, id);
  const may = rule === 'anybody' || caller.isAdmin || (rule === 'owner' && mayChange(caller, image?.owner ?? null));
  if (!may) throw glanceErrors.forbidden(`You are not authorized to complete ${name} action.`);
  throw new NotPlayed(nameOf({ method: route.method, path: `/v2${route.path}` }));
}
