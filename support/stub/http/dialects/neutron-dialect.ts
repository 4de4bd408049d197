import { ApiError, type Dialect, jsonResponse } from '../errors';

/** What Neutron answers when something is wrong: throw one of these in a route (reference D.5). */
export const neutronErrors = {
  badRequest: (type: string, message: string) => new ApiError(400, message, { name: type }),
  forbidden: (message: string) => new ApiError(403, message, { name: 'PolicyNotAuthorized' }),
  /** The policy `rule`, like `create_port:binding:host_id`, does not allow it. */
  policyForbids: (rule: string) =>
    new ApiError(403, `${rule} is disallowed by policy`, { name: 'PolicyNotAuthorized' }),
  notFound: (type: string, message: string) => new ApiError(404, message, { name: type }),
  conflict: (type: string, message: string) => new ApiError(409, message, { name: type }),
  unavailable: (message: string) => new ApiError(503, message, { name: 'ServiceUnavailable' }),
} as const;

/** The types of errors that come from elsewhere than a route. */
const types: Readonly<Record<number, string>> = { 413: 'HTTPRequestEntityTooLarge', 501: 'HTTPNotImplemented' };

/** How Neutron words its errors: `{"NeutronError": {"type", "message", "detail"}}` (reference D.5). */
export const neutronDialect: Dialect = {
  render: (error) =>
    jsonResponse(
      error.status,
      {
        NeutronError: {
          type: error.details.name ?? types[error.status] ?? 'HTTPBadRequest',
          message: error.message,
          detail: '',
        },
      },
      error.details.headers,
    ),
  unknownRoute: () => neutronErrors.notFound('HTTPNotFound', 'The resource could not be found.'),
  wrongMethod: (_method, allowed) =>
    new ApiError(405, 'The method is not allowed for this resource.', {
      name: 'HTTPMethodNotAllowed',
      headers: { allow: allowed.join(', ') },
    }),
  unexpected: () =>
    new ApiError(500, 'Request Failed: internal server error while processing your request.', {
      name: 'HTTPInternalServerError',
    }),
  noSuchVersion: (failure) =>
    neutronErrors.badRequest('HTTPBadRequest', `Neutron has no microversion ${failure.asked}.`),
};
