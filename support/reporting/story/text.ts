import { printable } from '../../printable';
import type { Tale } from './moments';

/** A scenario's picture in words: each moment with its number in the picture and the seconds since the first one, then what was used in turn. */
export function tellTale({ moments, curves }: Tale): string {
  const lines = moments.map(({ seconds, what }, index) => {
    return `${String(index + 1).padStart(2)}  ${seconds.toFixed(2).padStart(7)} s  ${what}`;
  });
  const used = curves.map(({ host, resource, points }) => {
    return `${host} ${resource}: ${points.map(({ amount }) => amount).join(' → ')}`;
  });
  return printable([...lines, '', ...(used.length === 0 ? [nothingUsed] : used), ''].join('\n'));
}

/** What is told where no usage was seen to change, and none to be above nothing. */
export const nothingUsed = 'Nobody saw anything used on a host.';
