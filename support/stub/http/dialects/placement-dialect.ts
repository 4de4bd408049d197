import { ApiError, type CallFacts, type Dialect, reasonPhrase } from '../errors';
import { explanationOf, webobResponse, withoutTags } from './webob';

/** Placement's error codes (`placement/errors.py`). */
export const placementCodes = {
  undefined: 'placement.undefined_code',
  concurrentUpdate: 'placement.concurrent_update',
  inventoryInUse: 'placement.inventory.inuse',
  providerInUse: 'placement.resource_provider.inuse',
  providerHasChildren: 'placement.resource_provider.cannot_delete_parent',
  providerNotFound: 'placement.resource_provider.not_found',
  duplicateName: 'placement.duplicate_name',
  badQueryValue: 'placement.query.bad_value',
  duplicateQueryKey: 'placement.query.duplicate_key',
  missingQueryValue: 'placement.query.missing_value',
} as const;

/** One of Placement's error codes. */
export type PlacementCode = (typeof placementCodes)[keyof typeof placementCodes];

/** What Placement answers when something is wrong: throw one of these in a route (reference D.3). */
export const placementErrors = {
  badRequest: (detail: string, code: PlacementCode = placementCodes.undefined) => failure(400, detail, code),
  forbidden: (detail: string) => failure(403, detail),
  notFound: (detail: string, code: PlacementCode = placementCodes.undefined) => failure(404, detail, code),
  notAcceptable: (detail: string) => failure(406, detail),
  conflict: (detail: string, code: PlacementCode = placementCodes.undefined) => failure(409, detail, code),
  unsupportedMediaType: (detail: string) => failure(415, detail),
} as const;

/**
 * How Placement words its errors: as JSON for those who ask for it or for nothing in particular, otherwise as WebOb does
 * (reference D.3; `placement/util.py:json_error_formatter`, `placement/requestlog.py`).
 */
export const placementDialect: Dialect = {
  render: (error, facts) =>
    webobResponse(
      error.status,
      { explanation: explanation(error.status, facts), detail: error.message },
      { ...facts, accept: accepted(facts.accept) },
      error.details.headers,
      (_line, body) => ({ errors: [errorDocument(error, facts, withoutTags(body))] }),
    ),
  unknownRoute: () => failure(404, ''),
  wrongMethod: (_method, allowed) =>
    new ApiError(405, 'The method specified is not allowed for this resource.', {
      headers: { allow: allowed.join(', ') },
    }),
  unexpected: (error) => failure(500, error instanceof Error ? error.message : String(error)),
  noSuchVersion: (refused, range) =>
    refused.kind === 'malformed'
      ? failure(400, `Invalid microversion: invalid version string: ${refused.asked}; not of the form N.M`)
      : new ApiError(406, `Invalid microversion: Unacceptable version header: ${refused.asked}`, {
          extra: { max_version: range.maximum, min_version: range.minimum },
        }),
};

function failure(status: number, detail: string, name: PlacementCode = placementCodes.undefined): ApiError {
  return new ApiError(status, detail, { name });
}

/** Whoever does not say what they accept, or accept anything, get JSON. */
function accepted(accept: string | undefined): string {
  return accept === undefined || accept === '' || accept === '*/*' ? 'application/json' : accept;
}

function explanation(status: number, facts: CallFacts): string {
  if (status === 405) return `The method ${facts.method} is not allowed for this resource. `;
  return explanationOf(status);
}

function errorDocument(error: ApiError, facts: CallFacts, detail: string): Readonly<Record<string, unknown>> {
  return {
    status: error.status,
    title: reasonPhrase(error.status),
    detail,
    ...(facts.version?.isAtLeast('1.23') === true ? { code: error.details.name ?? placementCodes.undefined } : {}),
    request_id: facts.requestId,
    ...error.details.extra,
  };
}
