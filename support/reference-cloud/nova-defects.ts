import { existsSync, readFileSync } from 'node:fs';
import type { Layout } from './layout';
import { inside, outside } from './layout';

/**
 * What the Nova of a reference cloud can be broken by, under the names that these defects have on the embedded cloud.
 * How, is told in `chroot/broken_nova.py`.
 */
export const novaDefectNames = [
  'bug-1679750',
  'bug-1707071',
  'fault-disabled-is-down',
  'fault-heal-live-servers',
  'fault-ports-of-nova-kept',
] as const;

/** One of the things that a real Nova can be broken by. */
export type NovaDefect = (typeof novaDefectNames)[number];

/** The configuration file that names it, for whoever starts a service of Nova; empty on a healthy cloud. */
export const novaDefectFile = 'nova-defect';

/** What the Nova was broken by that was begun last; undefined when it was healthy, or never begun. */
export function novaDefectIn(layout: Layout): NovaDefect | undefined {
  const file = outside(layout, `${inside.configuration}/${novaDefectFile}`);
  const name = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return novaDefectNames.find((known) => known === name);
}
