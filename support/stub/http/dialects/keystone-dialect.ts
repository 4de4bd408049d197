import { ApiError, type Dialect, jsonResponse, reasonPhrase } from '../errors';

const unauthorized = 'The request you have made requires authentication.';

/** What Keystone answers when something is wrong: throw one of these in a route (reference D.1). */
export const keystoneErrors = {
  badRequest: (message: string) => new ApiError(400, message),
  /** The same text whatever was wrong, so that nobody learns which names exist. */
  unauthorized: (publicUrl: string) =>
    new ApiError(401, unauthorized, { headers: { 'www-authenticate': `Keystone uri="${publicUrl}"` } }),
  /** The policy `rule`, like `identity:list_projects`, does not allow it. */
  policyForbids: (rule: string) =>
    new ApiError(403, `You are not authorized to perform the requested action: ${rule}.`),
  forbidden: (message: string) => new ApiError(403, message),
  /** A thing of this kind and id, like `token` and its value. */
  notFound: (kind: string, id: string) => new ApiError(404, `Could not find ${kind}: ${id}.`),
  notFoundMarker: (marker: string) => new ApiError(404, `Marker ${marker} could not be found.`),
  undefinedRole: (name: string) => new ApiError(404, `Role ${name} is not defined`),
  conflict: (message: string) => new ApiError(409, message),
} as const;

/** How Keystone words its errors: `{"error": {"code", "message", "title"}}` (reference D.1). */
export const keystoneDialect: Dialect = {
  render: (error) =>
    jsonResponse(
      error.status,
      {
        error: {
          code: error.status,
          message: error.message,
          title: reasonPhrase(error.status),
          ...error.details.extra,
        },
      },
      error.details.headers,
    ),
  unknownRoute: () =>
    new ApiError(
      404,
      'The requested URL was not found on the server. If you entered the URL manually please check your spelling and ' +
        'try again.',
    ),
  wrongMethod: (_method, allowed) =>
    new ApiError(405, 'The method is not allowed for the requested URL.', { headers: { allow: allowed.join(', ') } }),
  unexpected: () => new ApiError(500, 'An unexpected error prevented the server from fulfilling your request.'),
  noSuchVersion: (failure) => keystoneErrors.badRequest(`Keystone has no microversion ${failure.asked}.`),
};
