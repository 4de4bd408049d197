import { bug1679750 } from './bug-1679750';
import type { Defect } from './defect';

export type { Defect } from './defect';

/** All that an embedded cloud can be made to do wrong. */
export const defects: readonly Defect[] = [bug1679750];

/** The defect of this name. Throws a RangeError. */
export function findDefect(name: string): Defect {
  const defect = defects.find((known) => known.name === name);
  if (defect !== undefined) return defect;
  throw new RangeError(
    `the embedded cloud has no defect "${name}"; npm run acceptance -- --defect list tells all there are`,
  );
}
