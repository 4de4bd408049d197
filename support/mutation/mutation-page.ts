import { isKilled, type JudgedMutant, type Results } from './results';
import { whyLeft, type Reviewed } from './reviewed';
import type { MutatedRoom } from './rooms';
import { percentOf, scoreOf } from './scores';

/** When and of what the mutants were judged. */
export interface Recording {
  /** Like `2026-11-28`. */
  readonly date: string;
  /** The commit whose code was mutated. */
  readonly commit: string;
}

/** docs/mutation.md: the last result, and the survivors with their reasons. */
export function renderMutation(
  rooms: readonly MutatedRoom[],
  results: Results,
  reviewed: readonly Reviewed[],
  { date, commit }: Recording,
): string {
  return [
    `# Mutation testing

This page is written by \`npm run mutate -- --record\`, of ${date} and commit ${commit}.

\`npm run mutate\` makes the code that decides wrong in one place at a time: a condition negated, an operator or a constant swapped, a statement
dropped, a block emptied. A mutant is killed when a scenario is red or a unit test fails, or hangs; of the others this page tells why nothing has to
notice them, where somebody has said so in \`tests/mutation/reviewed.json\`.

| what is mutated | mutants | killed | at least | explained | open |
| --- | --- | --- | --- | --- | --- |
${rooms.map((room) => rowOf(room, results, reviewed)).join('\n')}
`,
    ...rooms.map((room) => chapterOf(room, results, reviewed)),
  ].join('\n');
}

interface Survivor extends JudgedMutant {
  readonly file: string;
  readonly why: string | undefined;
}

function survivorsOf({ files }: MutatedRoom, results: Results, reviewed: readonly Reviewed[]): readonly Survivor[] {
  return files.flatMap((file) =>
    (results[file]?.mutants ?? [])
      .filter((mutant) => !isKilled(mutant))
      .map((mutant) => ({ ...mutant, file, why: whyLeft(reviewed, file, mutant) })),
  );
}

function rowOf(room: MutatedRoom, results: Results, reviewed: readonly Reviewed[]): string {
  const score = scoreOf(room, results);
  const survivors = survivorsOf(room, results, reviewed);
  const open = survivors.filter(({ why }) => why === undefined).length;
  const unjudged = score.unjudged.length === 0 ? '' : ` (${score.unjudged.length} files not judged)`;
  const percent = percentOf(score);
  return `| ${room.what} | ${score.of}${unjudged} | ${percent} % | ${room.least} % | ${survivors.length - open} | ${open} |`;
}

function chapterOf(room: MutatedRoom, results: Results, reviewed: readonly Reviewed[]): string {
  const survivors = survivorsOf(room, results, reviewed);
  const reasons = [...new Set(survivors.map(({ why }) => why))].sort((one, other) => rank(one) - rank(other));
  const parts = reasons.map((reason) => {
    const own = survivors.filter(({ why }) => why === reason);
    return `${reason ?? 'Nobody has said why nothing notices these'} (${own.length}):\n\n${own.map(lineOf).join('\n')}\n`;
  });
  return `## Survivors: ${room.name} (${survivors.length})\n\n${parts.length === 0 ? 'None.\n' : parts.join('\n')}`;
}

/** What is explained comes first. */
function rank(why: string | undefined): number {
  return why === undefined ? 1 : 0;
}

function lineOf({ file, line, original, mutated, outcome }: Survivor): string {
  const instead = mutated === '' ? 'nothing' : code(mutated);
  return `- ${file.replace(/^support\//, '')}:${line} ${code(original)}, ${instead} instead${outcome === 'not reached' ? ' (not reached)' : ''}`;
}

const longest = 70;

function code(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.includes('`') ? `\`\` ${short} \`\`` : `\`${short}\``;
}
