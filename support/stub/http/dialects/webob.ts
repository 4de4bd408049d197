import { acceptable } from '../bodies';
import { type CallFacts, jsonResponse, reasonPhrase } from '../errors';

/** The two parts of the text of a WebOb exception. */
export interface WebobText {
  /** The sentence of the status; the standard one when left out. */
  readonly explanation?: string;
  readonly detail?: string;
}

/**
 * An error as WebOb writes it by default: HTML, JSON or plain text, as the request's `Accept` says, and plain text
 * without it. HTML wins a tie, so whoever accepts anything gets HTML. `asJson` is a service's own `json_formatter`
 * (`webob/exc.py:WSGIHTTPException.generate_response`; reference D.4).
 */
export function webobResponse(
  status: number,
  text: WebobText,
  facts: CallFacts,
  headers: Readonly<Record<string, string>> = {},
  asJson: (line: string, body: string) => unknown = standardJson,
): Response {
  const line = `${status} ${reasonPhrase(status)}`;
  const body = `${text.explanation ?? explanationOf(status)}<br /><br />\n${text.detail ?? ''}\n\n`;
  switch (preferred(facts.accept)) {
    case 'json':
      return jsonResponse(status, asJson(line, body), headers);
    case 'html':
      return new Response(page(line, body), {
        status,
        headers: { 'content-type': 'text/html; charset=UTF-8', ...headers },
      });
    case 'text':
      return new Response(`${line}\n\n${withoutTags(body)}`, {
        status,
        headers: { 'content-type': 'text/plain; charset=UTF-8', ...headers },
      });
  }
}

function standardJson(line: string, body: string): unknown {
  return { message: body, code: line, title: line.slice(4) };
}

/** The sentence that WebOb has for a status. */
export function explanationOf(status: number): string {
  return explanations[status] ?? explanationOfUnknown;
}

/** Takes WebOb's markup out of a text (`webob/exc.py:strip_tags`). */
export function withoutTags(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replaceAll('\r', '')
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/<[^>]*>/g, '');
}

const explanationOfUnknown = 'The server has either erred or is incapable of performing the requested operation.';

const explanations: Readonly<Record<number, string>> = {
  400: 'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  401: 'This server could not verify that you are authorized to access the document you requested.',
  403: 'Access was denied to this resource.',
  404: 'The resource could not be found.',
  409: 'There was a conflict when trying to complete your request.',
  410: 'This resource is no longer available.  No forwarding address is given.',
  413: 'The body of your request was too large for this server.',
  415: 'The request media type is not supported by this server.',
  501: 'The request method is not supported by the server.',
  503: 'The server is currently unavailable. Please try again at a later time.',
};

function preferred(accept: string | undefined): 'html' | 'json' | 'text' {
  switch (acceptable(accept ?? '', ['text/html', 'application/json'])[0]) {
    case 'text/html':
      return 'html';
    case 'application/json':
      return 'json';
    default:
      return 'text';
  }
}

function page(line: string, body: string): string {
  return `<html>\n <head>\n  <title>${line}</title>\n </head>\n <body>\n  <h1>${line}</h1>\n  ${body}\n </body>\n</html>`;
}
