import type { BodyLimit, Call, ServiceBasics } from './call';
import { webobResponse } from './dialects/webob';
import { ApiError, type CallFacts, MiddlewareError } from './errors';
import { saidBeside, textOf } from './texts';

/** `[oslo_middleware] max_request_body_size`, before Keystone, Nova and Cinder (seen on 2025.1). */
export const osloLimit: BodyLimit = { kind: 'before the service', bytes: 114_688 };

/** Placement, Glance and Neutron read whatever comes; this cloud does not. */
export const ownLimit: BodyLimit = { kind: 'in the service', bytes: 4 * 1024 * 1024 };

/** A request said more than the middleware lets through (`oslo_middleware/sizelimit.py`). */
class RequestTooLarge extends MiddlewareError {
  constructor(bytes: number) {
    super(413, `Request is too large. Larger than max_request_body_size (${bytes}).`);
    this.name = 'RequestTooLarge';
  }

  override render(facts: CallFacts): Response {
    return webobResponse(413, { explanation: this.message }, facts);
  }
}

/** Refuses a request that says beforehand that it is too long. Throws 413. */
export function refuseLargeBody(request: Request, limit: BodyLimit): void {
  if ((lengthOf(request) ?? 0) > limit.bytes) throw tooLarge(limit);
}

/** What a request says. Throws 413, and 400 when the client breaks off. */
export async function bodyText<Service extends ServiceBasics>(call: Call<Service>): Promise<string> {
  const limit = call.get('bodyLimit');
  refuseLargeBody(call.req.raw, limit);
  // Whoever tells the length can send no more, and is read in the quick way.
  if (saidBeside(call.req.raw) !== undefined || lengthOf(call.req.raw) !== undefined)
    return textOf(call.req.raw).catch(brokenOff);
  return new TextDecoder().decode(await bodyBytes(call, limit));
}

/** The octets of a request. Throws 413, and 400 when the client breaks off. */
export async function bodyBytes<Service extends ServiceBasics>(
  { req: { raw } }: Call<Service>,
  limit: BodyLimit,
): Promise<Uint8Array> {
  refuseLargeBody(raw, limit);
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream: AsyncIterable<Uint8Array> | null = raw.body;
  try {
    for await (const part of stream ?? []) {
      length += part.length;
      if (length > limit.bytes) throw tooLarge(limit);
      parts.push(part);
    }
  } catch (error) {
    return brokenOff(error);
  }
  return Buffer.concat(parts);
}

/** A client that goes away in the middle of its request is no fault of the cloud; nobody is left to read the answer. */
function brokenOff(error: unknown): never {
  throw error instanceof ApiError ? error : new ApiError(400, 'The client broke off in the middle of its request.');
}

/** How many bytes a request says that it has; undefined when it does not say. */
function lengthOf(request: Request): number | undefined {
  const told = request.headers.get('content-length');
  return told !== null && /^\d+$/.test(told) ? Number(told) : undefined;
}

function tooLarge({ kind, bytes }: BodyLimit): ApiError {
  if (kind === 'before the service') return new RequestTooLarge(bytes);
  return new ApiError(413, `The embedded cloud takes no body of more than ${bytes} bytes.`);
}
