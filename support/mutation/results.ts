import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy } from '../check';
import { readKept } from '../reporting/kept-file';
import { makeFolder, replaceWhole } from '../reporting/write-whole';
import type { Judgement } from './judging';
import type { Mutant } from './mutants';

/** A mutant and what became of it. */
export interface JudgedMutant extends Omit<Mutant, 'id' | 'file'> {
  readonly outcome: Judgement['outcome'];
  readonly by?: string;
}

/** What became of a file's mutants. */
export interface FileResult {
  readonly room: string;
  /** Of the file's text: another text needs another result. */
  readonly digest: string;
  readonly mutants: readonly JudgedMutant[];
}

/** By file, relative to the project's folder. */
export type Results = Readonly<Record<string, FileResult>>;

const resultsFile = 'mutate.json';

const word = { type: 'string' } as const;
const validate = checkBy<Results>({
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['room', 'digest', 'mutants'],
    properties: {
      room: word,
      digest: word,
      mutants: {
        type: 'array',
        items: {
          type: 'object',
          required: ['line', 'kind', 'original', 'mutated', 'outcome'],
          properties: { line: { type: 'integer' }, kind: word, original: word, mutated: word, outcome: word, by: word },
        },
      },
    },
  },
});

/** What was found out before; nothing where the file is not there. Throws when it is no such file: to find it all out anew takes hours. */
export function readResults(folder: string): Results {
  const file = join(folder, resultsFile);
  const kept = readKept(file, validate, '{"support/books/causes.ts":{"room":"…","digest":"…","mutants":[…]}}');
  if ('unusable' in kept) {
    throw new Error(`${file} ${kept.unusable}. Mend it, or remove it and have all mutants judged anew`);
  }
  return kept.content ?? {};
}

/** Keeps what was found out. Throws what Node throws. */
export function writeResults(folder: string, results: Results): void {
  makeFolder(folder);
  replaceWhole(join(folder, resultsFile), `${JSON.stringify(results, null, 1)}\n`);
}

export function digestOf(root: string, file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(root, file)))
    .digest('hex')
    .slice(0, 16);
}

/** Those results that are about the files as they are. */
export function currentOf(root: string, results: Results): Results {
  return Object.fromEntries(
    Object.entries(results).filter(
      ([file, { digest }]) => existsSync(join(root, file)) && digestOf(root, file) === digest,
    ),
  );
}

export function isKilled({ outcome }: Pick<JudgedMutant, 'outcome'>): boolean {
  return outcome === 'killed' || outcome === 'hung';
}
