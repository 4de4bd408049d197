import { eventsOf } from './events';
import { curvesOf, type Curve } from './readings';
import type { Note, StorySeen } from './seen';

/** A scenario as it is drawn and told: what happened, one after another, and what was used meanwhile. */
export interface Tale {
  readonly moments: readonly Moment[];
  readonly curves: readonly Curve[];
}

/** Something that happened. */
export interface Moment {
  readonly at: number;
  /** Seconds since the first moment. */
  readonly seconds: number;
  readonly what: string;
}

/** Of a longer story the middle is left out. */
const mostMoments = 24;

/** What is told of a scenario: its events, and each change of what is used. */
export function taleOf(seen: StorySeen): Tale {
  const curves = curvesOf(seen);
  const events = eventsOf(seen);
  const all = shortened([...events, ...changesOf(curves, events)].toSorted((a, b) => a.at - b.at));
  const [first] = all;
  const moments = all.map(({ at, what }) => ({ at, what, seconds: (at - (first?.at ?? at)) / 1000 }));
  return { moments, curves };
}

/** The changes of what is used, those that were seen at one look together. */
function changesOf(curves: readonly Curve[], events: readonly Note[]): readonly Note[] {
  const looks = new Map<string, { readonly at: number; readonly host: string; readonly parts: string[] }>();
  for (const { host, resource, points } of curves) {
    for (const [index, { at, amount }] of points.entries()) {
      const before = points[index - 1]?.amount;
      const look = looks.get(`${host} ${at}`) ?? { at, host, parts: [] };
      look.parts.push(before === undefined ? `${resource} ${amount}` : `${resource} ${before} → ${amount}`);
      looks.set(`${host} ${at}`, look);
    }
  }
  return [...looks.values()].map(({ at, host, parts }) => {
    const healed = parts.every((part) => part.includes('→')) && isHealing(host, at, events) ? ', healed' : '';
    return { at, what: `used on ${host}: ${parts.join(', ')}${healed}` };
  });
}

/** What is freed after a host's start, and after no delete, was healed by the host. */
function isHealing(host: string, at: number, events: readonly Note[]): boolean {
  const before = events.filter((event) => event.at <= at);
  const start = before.findLastIndex(({ startOf }) => startOf === host);
  return start !== -1 && !before.slice(start).some(({ what }) => / deletes /.test(what));
}

function shortened(notes: readonly Note[]): readonly Note[] {
  if (notes.length <= mostMoments) return notes;
  const [head, tail] = [notes.slice(0, mostMoments - 9), notes.slice(-8)];
  const at = head.at(-1)?.at ?? 0;
  return [...head, { at, what: `(${notes.length - head.length - tail.length} more that are not shown)` }, ...tail];
}
