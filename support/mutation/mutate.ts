import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, isKilled, readResults, writeResults, type FileResult, type JudgedMutant } from './results';
import type { MutatedRoom } from './rooms';
import { WorkForce } from './work-force';

/** Judges the mutants of files in a room, and keeps what became of each file as soon as it is known. */
export async function mutateRoom(
  root: string,
  reports: string,
  { name: room, judges }: MutatedRoom,
  files: readonly string[],
  print: (text: string) => void,
): Promise<void> {
  const ledgers = mkdtempSync(join(tmpdir(), 'mutate-'));
  const force = new WorkForce({ root, files, judges, ledgers });
  try {
    const { mutants } = await force.begin();
    print(`${room}: ${mutants.length} mutants of ${files.length} files\n`);
    for (const file of files) {
      const judged: JudgedMutant[] = [];
      for (const { id, file: _file, ...mutant } of mutants.filter((each) => each.file === file)) {
        const { id: _id, ...judgement } = await force.judge(id);
        judged.push({ ...mutant, ...judgement });
      }
      const result = { room, digest: digestOf(root, file), mutants: judged };
      // Whatever else has been found out meanwhile stays.
      writeResults(reports, { ...readResults(reports), [file]: result });
      print(tellFile(file, result));
    }
  } finally {
    force.end();
    rmSync(ledgers, { recursive: true, force: true });
  }
}

/** A line for a file, and one for each of its survivors. */
export function tellFile(file: string, { mutants }: FileResult): string {
  const survivors = mutants.filter((mutant) => !isKilled(mutant));
  const lines = survivors.map(
    ({ line, kind, original, mutated, outcome }) =>
      `  ${file}:${line} ${outcome}: ${kind}: ${original} -> ${mutated || 'nothing'}\n`,
  );
  return `${file}: ${mutants.length - survivors.length} of ${mutants.length} killed\n${lines.join('')}`;
}
