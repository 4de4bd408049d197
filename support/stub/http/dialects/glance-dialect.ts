import { ApiError, type Dialect } from '../errors';
import { webobResponse } from './webob';

/** What Glance answers when something is wrong: throw one of these in a route (reference D.4). */
export const glanceErrors = {
  badRequest: (detail: string) => new ApiError(400, detail),
  forbidden: (detail: string) => new ApiError(403, detail),
  notFound: (detail: string) => new ApiError(404, detail),
  conflict: (detail: string) => new ApiError(409, detail),
  unsupportedMediaType: (detail: string) => new ApiError(415, detail),
} as const;

/** How Glance words its errors: as WebOb does, by the request's `Accept` (reference D.4). */
export const glanceDialect: Dialect = {
  render: (error, facts) => webobResponse(error.status, { detail: error.message }, facts, error.details.headers),
  unknownRoute: () => glanceErrors.notFound(''),
  wrongMethod: (_method, allowed) => new ApiError(405, '', { headers: { allow: allowed.join(', ') } }),
  unexpected: () => new ApiError(500, ''),
  noSuchVersion: (failure) => glanceErrors.badRequest(`Glance has no microversion ${failure.asked}.`),
};
