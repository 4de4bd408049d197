import { isAbsolute, relative } from 'node:path';

/** A path as a person types it here: relative to the working folder for what is inside, else absolute. */
export function shownPath(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
