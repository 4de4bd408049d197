import { isKilled, type JudgedMutant, type Results } from './results';
import type { MutatedRoom } from './rooms';

/** How many mutants of a room were killed. */
export interface Score {
  readonly killed: number;
  readonly of: number;
  /** Files of the room whose mutants nobody has judged yet. */
  readonly unjudged: readonly string[];
}

export function scoreOf({ files }: Pick<MutatedRoom, 'files'>, results: Results): Score {
  const mutants = files.flatMap((file): readonly JudgedMutant[] => results[file]?.mutants ?? []);
  const unjudged = files.filter((file) => results[file] === undefined);
  return { killed: mutants.filter(isKilled).length, of: mutants.length, unjudged };
}

/** In hundredths, rounded down: what is not reached is not told. */
export function percentOf({ killed, of }: Pick<Score, 'killed' | 'of'>): number {
  return of === 0 ? 0 : Math.floor((killed * 1000) / of) / 10;
}

/** A line for each room, and whether all of them are good enough. */
export function tellScores(
  rooms: readonly MutatedRoom[],
  results: Results,
): { readonly text: string; readonly exitCode: 0 | 1 } {
  const scored = rooms.map((room) => ({ room, score: scoreOf(room, results) }));
  const lines = scored.map(({ room: { name, least }, score }) => {
    const open = score.unjudged.length === 0 ? '' : `; ${score.unjudged.length} files are not judged yet`;
    return `${name}: ${score.killed} of ${score.of} mutants killed, ${percentOf(score)} % (${least} % at least)${open}\n`;
  });
  const isEnough = scored.every(({ room, score }) => percentOf(score) >= room.least && score.unjudged.length === 0);
  return { text: lines.join(''), exitCode: isEnough ? 0 : 1 };
}
