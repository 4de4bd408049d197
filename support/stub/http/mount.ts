import type { HttpApplication } from './http-application';

/**
 * One application out of several, by the first segment of the path: `{ '/placement': ... }`. Each sees the request as it
 * came. Any other path is answered 404 with the paths there are, for whoever has guessed the address.
 */
export function mount(applications: Readonly<Record<`/${string}`, HttpApplication>>): HttpApplication {
  const byPrefix = new Map<string, HttpApplication>(Object.entries(applications));
  return (request) => {
    const { pathname } = new URL(request.url);
    const end = pathname.indexOf('/', 1);
    const application = byPrefix.get(end === -1 ? pathname : pathname.slice(0, end));
    if (application !== undefined) return application(request);
    return new Response(`404 Not Found: the services are at ${[...byPrefix.keys()].join(', ')}\n`, { status: 404 });
  };
}
