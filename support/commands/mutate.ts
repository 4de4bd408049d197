import { join } from 'node:path';
import { WrongOrder } from '../command-line';
import { projectSurroundings } from '../gate/surroundings';
import { offer } from '../nearest';
import { mutateRoom } from '../mutation/mutate';
import { digestOf, readResults } from '../mutation/results';
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
    reports: { type: 'string', value: 'DIR', like: 'reports/mutants', help: 'the folder of the result (reports)' },
  },
  exitCodes: '0 enough of the mutants are killed; 1 they are not; 2 it could not be run',
} as const;

runTypedCommand(command, async ({ values, words }) => {
  const { root, reports: usual, print } = projectSurroundings();
  const reports = values.reports ?? usual;
  const rooms = roomsOf(root);
  refuseUnknown(words, rooms);
  for (const room of rooms) {
    const files = wantedOf(room, words, (file) => readResults(reports)[file]?.digest === digestOf(root, file));
    if (files.length > 0) await mutateRoom(root, reports, room, files, print);
  }
  const { text, exitCode } = tellScores(rooms, readResults(reports));
  print(`${text}Result: ${join(reports, 'mutate.json')}\n`);
  return exitCode;
});

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
