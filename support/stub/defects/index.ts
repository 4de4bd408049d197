import { bug1679750 } from './bug-1679750';
import type { Defect } from './defect';

export type { Defect } from './defect';

/** The known bugs that an embedded cloud can be given. */
export const defects: readonly Defect[] = [bug1679750];

/** The defect of this name. Throws a RangeError that lists those there are. */
export function findDefect(name: string): Defect {
  const defect = defects.find((known) => known.name === name);
  if (defect !== undefined) return defect;
  throw new RangeError(
    `the embedded cloud knows no defect "${name}"; it knows: ${defects.map((known) => known.name).join(', ')}`,
  );
}
