import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy } from '../check';
import type { JudgedMutant } from './results';

/** Mutants that nothing has to notice, and why. */
export interface Reviewed {
  readonly why: string;
  readonly mutants: readonly { readonly file: string; readonly original: string; readonly mutated: string }[];
}

/** Where they are listed, by hand. */
const reviewedFile = 'tests/mutation/reviewed.json';

const validate = checkBy<readonly Reviewed[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['why', 'mutants'],
    additionalProperties: false,
    properties: {
      why: { type: 'string', minLength: 20 },
      mutants: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['file', 'original', 'mutated'],
          additionalProperties: false,
          properties: { file: { type: 'string' }, original: { type: 'string' }, mutated: { type: 'string' } },
        },
      },
    },
  },
});

/** The reviewed list. Throws when it is not there, or is no such list. */
export function readReviewed(root: string): readonly Reviewed[] {
  const list: unknown = JSON.parse(readFileSync(join(root, reviewedFile), 'utf8'));
  if (validate(list)) return list;
  throw new Error(`${reviewedFile} is no list of reasons with their mutants`);
}

/** Why nothing has to notice a mutant; undefined when nobody has said so. */
export function whyLeft(
  list: readonly Reviewed[],
  file: string,
  { original, mutated }: Pick<JudgedMutant, 'original' | 'mutated'>,
): string | undefined {
  return list.find(({ mutants }) =>
    mutants.some((each) => each.file === file && each.original === original && each.mutated === mutated),
  )?.why;
}
