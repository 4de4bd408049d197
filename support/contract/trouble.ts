/** The services that Nova calls and the path to which the suite can disturb. */
export const neighbours = ['Placement', 'Neutron', 'Glance', 'Cinder'] as const;

/** One of the services that Nova calls. */
export type Neighbour = (typeof neighbours)[number];

/** What happens to Nova's requests to a neighbour; the suite's own requests to it are answered as ever. */
export type Trouble =
  /** Connecting is refused. */
  | { readonly kind: 'refuse' }
  /** Something on the way answers with this status, be it to requests of one HTTP method alone. */
  | { readonly kind: 'answer'; readonly status: number; readonly method?: string }
  /** The answer takes this many seconds longer. */
  | { readonly kind: 'delay'; readonly seconds: number }
  /** No answer comes; Nova gives up after its own time-out. */
  | { readonly kind: 'hang' };

/** What the path to a neighbour does to the requests that come to it. */
export type PathState = { readonly kind: 'open' } | Trouble;
