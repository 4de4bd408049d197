import { ApiError, type Dialect, jsonResponse } from '../errors';

const contentType = 'application/json; charset=UTF-8';

/** Names of faults by status; a status without one is a `computeFault` (`nova/api/openstack/wsgi.py:Fault`). */
const faultNames: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** What Nova answers when something is wrong: throw one of these in a route (reference D.2). */
export const novaErrors = {
  badRequest: (message: string) => new ApiError(400, message),
  forbidden: (message: string) => new ApiError(403, message),
  notFound: (message: string) => new ApiError(404, message),
  conflict: (message: string) => new ApiError(409, message),
  gone: (message: string) => new ApiError(410, message),
  unsupportedMediaType: (message: string) => new ApiError(415, message),
  notImplemented: (message: string) => new ApiError(501, message),
  unavailable: (message: string) => new ApiError(503, message),
  /** The policy `rule`, like `os_compute_api:servers:delete`, does not allow it. */
  policyForbids: (rule: string) => new ApiError(403, `Policy doesn't allow ${rule} to be performed.`),
  /** Nova's own 500. @param support whom users are told to turn to, a sentence */
  fault: (exceptionClass: string, support: string) =>
    new ApiError(500, `Unexpected API Error. ${support}\n<class '${exceptionClass}'>`),
} as const;

/** How Nova words its errors: `{"itemNotFound": {"code": 404, "message": ...}}` (reference D.2). */
export function novaDialect(support: string): Dialect {
  return { ...words, unexpected: () => novaErrors.fault('nova.exception.NovaException', support) };
}

const words: Omit<Dialect, 'unexpected'> = {
  render: (error) =>
    jsonResponse(
      error.status,
      { [faultNames[error.status] ?? 'computeFault']: { code: error.status, message: error.message } },
      error.details.headers,
      contentType,
    ),
  unknownRoute: () => novaErrors.notFound('The resource could not be found.'),
  wrongMethod: (method, allowed) =>
    new ApiError(405, `The method ${method} is not allowed for this resource.`, {
      headers: { allow: allowed.join(', ') },
    }),
  noSuchVersion: (failure, range) =>
    failure.kind === 'malformed'
      ? novaErrors.badRequest(
          `API Version String ${failure.asked} is of invalid format. Must be of format MajorNum.MinorNum.`,
        )
      : new ApiError(
          406,
          `Version ${failure.asked} is not supported by the API. Minimum is ${range.minimum} and maximum is ${range.maximum}.`,
        ),
};
