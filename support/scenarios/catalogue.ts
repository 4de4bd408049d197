import type { FeatureSource } from './feature-text';
import { type ListedScenario, listScenarios } from './listing';

/** Something of the catalogue that has to be mended by hand. */
export interface CatalogueFinding {
  readonly message: string;
  readonly mend: string;
}

/** The catalogue's page with each behaviour's place in it, and what it cannot tell. */
export interface Catalogue {
  readonly markdown: string;
  readonly findings: readonly CatalogueFinding[];
}

/**
 * Writes into the last column of each row of the catalogue where the behaviour is told: the features and drafts that have its
 * number. A behaviour that is told nowhere has to say why instead: its cell begins with "not told:".
 */
export function fillCatalogue(page: string, sources: readonly FeatureSource[]): Catalogue {
  const places = placesByNumber(sources);
  const rows = new Set<number>();
  const findings: CatalogueFinding[] = [];
  const lines = page.split('\n').map((line) => {
    const row = /^\| LD-(\d+) \|(.*)\|([^|]*)\|$/.exec(line);
    if (row === null) return line;
    const [, id = '', behaviour = '', cell = ''] = row;
    const number = Number(id);
    if (rows.has(number))
      findings.push({ message: `LD-${id} has two rows`, mend: 'give one of them a number of its own' });
    rows.add(number);
    const told = places.get(number);
    if (told === undefined && !cell.trim().startsWith('not told:')) findings.push(toldNowhere(number));
    return `| LD-${id} |${behaviour}| ${told === undefined ? cell.trim() : told.map(link).join(', ')} |`;
  });
  for (const [number, [place]] of places) {
    if (!rows.has(number)) findings.push(withoutRow(number, place));
  }
  return { markdown: lines.join('\n'), findings };
}

/** A file that tells a behaviour, and the line where it begins to. */
type Place = Pick<ListedScenario, 'path' | 'line'>;

function placesByNumber(sources: readonly FeatureSource[]): ReadonlyMap<number, readonly Place[]> {
  const places = new Map<number, Place[]>();
  for (const source of sources) {
    const first = new Map<number, Place>();
    for (const { id, path, line } of listScenarios([source])) {
      const number = Number(/^LD-(\d+)/.exec(id)?.[1]);
      if (line < (first.get(number)?.line ?? Infinity)) first.set(number, { path, line });
    }
    for (const [number, place] of first) places.set(number, [...(places.get(number) ?? []), place]);
  }
  return places;
}

/** A place as a link from docs/reference; what is still a draft says so. */
function link({ path, line }: Place): string {
  const name = path.replace(/^.*\//, '').replace(/\.feature$/, '');
  const draft = path.startsWith('docs/drafts/');
  const target = draft ? `../${path.replace(/^docs\//, '')}` : `../../${path}`;
  return `${draft ? 'draft: ' : ''}[${name}](${target}#L${line})`;
}

function toldNowhere(number: number): CatalogueFinding {
  return {
    message: `LD-${number} is told by no feature and no draft`,
    mend: 'tell it, or write "not told:" and the reason into its last column',
  };
}

function withoutRow(number: number, place: Place | undefined): CatalogueFinding {
  return {
    message: `LD-${number} of ${place?.path ?? 'a feature'} is not in the catalogue`,
    mend: 'give it a row with its source',
  };
}
