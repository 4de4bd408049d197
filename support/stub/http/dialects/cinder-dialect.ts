import { ApiError, type Dialect, jsonResponse } from '../errors';
import { novaDialect } from './nova-dialect';

/** What Cinder answers when something is wrong: throw one of these in a route (reference D.6). */
export const cinderErrors = {
  badRequest: (message: string) => new ApiError(400, message),
  /** The volume is not in a state for what was asked: `cinder/exception.py:InvalidVolume`. */
  invalidVolume: (reason: string) => new ApiError(400, `Invalid volume: ${reason}`),
  notFound: (message: string) => new ApiError(404, message),
  conflict: (message: string) => new ApiError(409, message),
  unsupportedMediaType: (message: string) => new ApiError(415, message),
  notImplemented: (message: string) => new ApiError(501, message),
  /** The policy `rule`, like `volume:delete`, does not allow it. */
  policyForbids: (rule: string) => new ApiError(403, `Policy doesn't allow ${rule} to be performed.`),
} as const;

const brokenDown = 'The server has either erred or is incapable of performing the requested operation.';

/** How Cinder words its errors: as Nova does, with another 500 (`cinder/api/openstack/wsgi.py:Fault`). */
export const cinderDialect: Dialect = {
  ...novaDialect(''),
  render: (error) => {
    const body = { [faultNames[error.status] ?? 'computeFault']: { code: error.status, message: error.message } };
    return jsonResponse(error.status, body, error.details.headers);
  },
  unexpected: () => new ApiError(500, brokenDown),
};

const faultNames: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};
