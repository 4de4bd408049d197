import { createHash } from 'node:crypto';
import type { Exchange } from '../api/exchange';
import { shapeOf, type Shape } from './shape';

/** One request of a step and what its answer looked like. */
export interface ObservedExchange {
  /** Who sent what: `owner DELETE compute 2.80 /servers/{server}`. */
  readonly request: string;
  /** The status, or `no answer`. */
  readonly status: number | 'no answer';
  readonly shape: Shape;
}

/** The exchanges of one step, in the order of their answers. */
export interface ObservedStep {
  readonly text: string;
  readonly exchanges: readonly ObservedExchange[];
}

/** What Nova took away at its neighbours. */
export interface Effects {
  /** The neighbours at which it could be seen. */
  readonly watched: readonly string[];
  /** In order: `Neutron DELETE /v2.0/ports/{id}`. */
  readonly freed: readonly string[];
  /** What took something away without being a DELETE; only the embedded cloud sees that, so it is told and not compared. */
  readonly freedOtherwise?: readonly string[];
}

/** A request by which Nova took something away at a neighbour: a DELETE, or one that replaces what is there by nothing. */
export interface SeenEffect {
  readonly neighbour: string;
  readonly method: string;
  readonly path: string;
}

/** What one scenario showed of the cloud. */
export interface Observation {
  readonly id: string;
  /** A digest of the scenario's text: what is compared has to be the same story. */
  readonly text: string;
  readonly race: 'a race' | 'no race';
  readonly steps: readonly ObservedStep[];
  /** Left out where the cloud cannot tell. */
  readonly effects?: Effects;
}

/** A step of a scenario and its exchanges; those of the suite's own are left out already. */
export interface StepOfScenario {
  readonly text: string;
  readonly exchanges: readonly Exchange[];
}

/** What is known of a scenario when its last step is over. */
export interface ObservedScenario {
  readonly id: string;
  readonly tags: readonly string[];
  /** The texts of all its steps, also of those that did not run. */
  readonly texts: readonly string[];
  readonly steps: readonly StepOfScenario[];
  readonly effects?: { readonly watched: readonly string[]; readonly seen: readonly SeenEffect[] };
}

/** The observation of a scenario. A wait counts as its last poll: of equal reading requests of a step only the last is kept. */
export function observe({ id, tags, texts, steps, effects }: ObservedScenario): Observation {
  return {
    id,
    text: digestOf(texts),
    race: tags.includes('@race') ? 'a race' : 'no race',
    steps: steps.map((step) => ({ text: step.text, exchanges: withoutPolls(step.exchanges).map(observed) })),
    ...(effects && { effects: effectsOf(effects) }),
  };
}

function effectsOf({ watched, seen }: NonNullable<ObservedScenario['effects']>): Effects {
  const freedOtherwise = seen.filter(({ method }) => method !== 'DELETE').map(tellEffect);
  return {
    watched,
    freed: seen.filter(({ method }) => method === 'DELETE').map(tellEffect),
    ...(freedOtherwise.length > 0 && { freedOtherwise }),
  };
}

/** A digest of the texts of a scenario's steps, by which a change is seen. */
export function digestOf(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}

function observed(exchange: Exchange): ObservedExchange {
  const { person, method, service, microversion, route, outcome } = exchange;
  const version = microversion === undefined ? '' : ` ${microversion}`;
  return {
    request: `${person} ${method} ${service}${version} ${route}`,
    status: outcome.kind === 'answer' ? outcome.status : 'no answer',
    shape: shapeOf(exchange),
  };
}

function withoutPolls(exchanges: readonly Exchange[]): readonly Exchange[] {
  const isSignIn = ({ service, route }: Exchange): boolean => service === 'identity' && route === '/auth/tokens';
  const kept = exchanges.filter((exchange) => !isSignIn(exchange));
  return kept.filter((exchange, index) => {
    if (exchange.method !== 'GET') return true;
    return !kept.slice(index + 1).some((later) => isSameRequest(exchange, later));
  });
}

function isSameRequest(a: Exchange, b: Exchange): boolean {
  return a.person === b.person && a.service === b.service && a.method === b.method && a.path === b.path;
}

const id = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi;

/** Where the API begins in a path, below whatever prefix an endpoint has. */
const apiBegins = /^.*?(?=\/(allocations|resource_providers|v2|v2\.0|v3)\/)/;

/** A binding has no id: its port and its host name it. */
const boundHost = /(\/ports\/\{id\}\/bindings\/)[^/]+/;

function tellEffect({ neighbour, method, path }: SeenEffect): string {
  const route = (path.split('?')[0] ?? path).replace(apiBegins, '').replace(id, '{id}').replace(boundHost, '$1{host}');
  return `${neighbour} ${method} ${route}`;
}
