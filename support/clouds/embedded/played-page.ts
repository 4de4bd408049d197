import { type NamedRoute, nameOfPath, type ServicePlay, servicePlays } from '../../stub/service-plays';

/** The page has no place for what belongs there. */
export class NoPlaceInPage extends Error {}

/**
 * Writes into a page what the embedded cloud plays, and what it knows and answers with 501: between the markers of
 * each service, `<!-- played: Nova -->` and `<!-- end -->`. Throws {@link NoPlaceInPage} when a service has none.
 */
export function fillPlayed(page: string): string {
  return servicePlays.reduce((filled, play) => {
    const begin = `<!-- played: ${play.name} -->`;
    const start = filled.indexOf(begin);
    const end = filled.indexOf('<!-- end -->', start);
    if (start < 0 || end < 0) throw new NoPlaceInPage(`the page has no ${begin} with an <!-- end --> below it`);
    return `${filled.slice(0, start)}${begin}\n\n${tell(play)}\n\n${filled.slice(end)}`;
  }, page);
}

function tell({ base, played, unplayed, actions }: ServicePlay): string {
  const parts = [`Played, below \`${base}\`:`, listOf(played)];
  if (actions !== undefined) parts.push(actionsIn(actions.route, actions.played));
  parts.push('Not played:', listOf(unplayed));
  if (actions !== undefined) parts.push(actionsIn(actions.route, actions.unplayed));
  return parts.join('\n\n');
}

function actionsIn(route: string, names: readonly string[]): string {
  return `And of the actions at \`${nameOfPath(route)}\`: ${names.map((name) => `\`${name}\``).join(', ')}.`;
}

/** A line for each path, with the methods and microversions that it has. */
function listOf(routes: readonly NamedRoute[]): string {
  const lines = new Map<string, { readonly methods: string[]; readonly path: string; readonly range: string }>();
  for (const route of routes) {
    const [path, range] = [nameOfPath(route.path), rangeOf(route)];
    const line = lines.get(`${path} ${range}`) ?? { methods: [], path, range };
    if (!line.methods.includes(route.method)) line.methods.push(route.method);
    lines.set(`${path} ${range}`, line);
  }
  const sorted = [...lines.values()].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  const told = sorted.map(({ methods, path, range }) => `${path}${range}  ${methods.join(' ')}`);
  return ['```text', ...told, '```'].join('\n');
}

function rangeOf({ since, until }: NamedRoute): string {
  if (since !== undefined) return until === undefined ? `  (since ${since})` : `  (${since} to ${until})`;
  return until === undefined ? '' : `  (until ${until})`;
}
