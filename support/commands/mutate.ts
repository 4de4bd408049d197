import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WrongOrder } from '../command-line';
import { projectSurroundings } from '../gate/surroundings';
import { offer } from '../nearest';
import { mutateRoom } from '../mutation/mutate';
import { renderMutation, type Recording } from '../mutation/mutation-page';
import { currentOf, readResults, type Results } from '../mutation/results';
import { readReviewed } from '../mutation/reviewed';
import { roomsOf, type MutatedRoom } from '../mutation/rooms';
import { tellScores } from '../mutation/scores';
import { runTypedCommand } from './typed-command';

const command = {
  usage: 'npm run mutate [-- rooms or files]',
  does: `Makes the code that decides wrong, in one place at a time, and looks whether a scenario or a unit test fails (docs/mutation.md).
Goes on where it was left: a file whose mutants are judged is judged anew when its text has changed, or when it is named.
Keeps what it finds out in reports/mutate.json.`,
  words: 'any',
  options: {
    record: { type: 'boolean', help: 'judges nothing, and writes docs/mutation.md from what is known' },
    reports: { type: 'string', value: 'DIR', like: 'reports/mutants', help: 'the folder of the result (reports)' },
  },
  exitCodes: '0 enough of the mutants are killed; 1 they are not; 2 it could not be run',
} as const;

runTypedCommand(command, async ({ values, words }) => {
  const { root, reports: usual, print } = projectSurroundings();
  const reports = values.reports ?? usual;
  const rooms = roomsOf(root);
  const known = (): Results => currentOf(root, readResults(reports));
  refuseUnknown(words, rooms);
  // A file that is no such one is refused before anything is judged.
  known();
  for (const room of values.record === true ? [] : rooms) {
    const files = wantedOf(room, words, (file) => file in known());
    if (files.length > 0) await mutateRoom(root, reports, room, files, print);
  }
  if (values.record === true) {
    const page = renderMutation(rooms, known(), readReviewed(root), recordingOf(root));
    writeFileSync(join(root, 'docs', 'mutation.md'), page);
  }
  const { text, exitCode } = tellScores(rooms, known());
  print(`${text}Result: ${join(reports, 'mutate.json')}\n`);
  return exitCode;
});

function recordingOf(root: string): Recording {
  const commit = execFileSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return { date: new Date().toISOString().slice(0, 10), commit };
}

function wantedOf(
  { name, files }: MutatedRoom,
  words: readonly string[],
  isJudged: (file: string) => boolean,
): readonly string[] {
  const named = files.filter((file) => words.includes(file));
  if (words.length === 0 || words.includes(name))
    return files.filter((file) => named.includes(file) || !isJudged(file));
  return named;
}

function refuseUnknown(words: readonly string[], rooms: readonly MutatedRoom[]): void {
  const known = rooms.flatMap(({ name, files }) => [name, ...files]);
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) throw new WrongOrder(`${unknown} is not mutated: ${offer(unknown, known)}`);
}
