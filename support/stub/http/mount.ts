import type { HttpApplication } from '../gate';

/**
 * One application out of several, by the first segment of the path: `{ '/placement': ... }`. Each sees the path without
 * that segment. Any other path is answered 404, as a web server in front of the services does.
 */
export function mount(applications: Readonly<Record<`/${string}`, HttpApplication>>): HttpApplication {
  const byPrefix = new Map<string, HttpApplication>(Object.entries(applications));
  return (request) => {
    const url = new URL(request.url);
    const end = url.pathname.indexOf('/', 1);
    const prefix = end === -1 ? url.pathname : url.pathname.slice(0, end);
    const application = byPrefix.get(prefix);
    if (application === undefined) return new Response('404 Not Found\n', { status: 404 });
    const rest = url.pathname.slice(prefix.length);
    return application(new Request(`${url.origin}${rest === '' ? '/' : rest}${url.search}`, request));
  };
}
