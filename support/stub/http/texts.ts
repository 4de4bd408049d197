/**
 * What messages between services of this process say, beside them: going through the streams of a `Request` and a `Response`
 * would take several times as long as all that the services do with a message.
 */
const texts = new WeakMap<Request | Response, string>();

/** A reply that says this. */
export function replyOf(
  text: string,
  init: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): Response {
  const reply = new Response(text, init);
  texts.set(reply, text);
  return reply;
}

/** A request to a neighbour in this process that says this; only {@link textOf} can tell what. */
export function requestSaying(text: string, url: string, init: Omit<RequestInit, 'body'>): Request {
  const request = new Request(url, init);
  texts.set(request, text);
  return request;
}

/** What a message says; empty when it has no body. */
export async function textOf(message: Request | Response): Promise<string> {
  return texts.get(message) ?? message.text();
}

/** What a message between services of this process says; undefined for one that came from outside. */
export function saidBeside(message: Request | Response): string | undefined {
  return texts.get(message);
}

/** What a message says, as JSON. Rejects with a SyntaxError when it is none. */
export async function jsonOf(message: Request | Response): Promise<unknown> {
  const parsed: unknown = JSON.parse(await textOf(message));
  return parsed;
}
