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

${rooms.map((room) => scoreLine(room, results, reviewed)).join('\n')}
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

function scoreLine(room: MutatedRoom, results: Results, reviewed: readonly Reviewed[]): string {
  const score = scoreOf(room, results);
  const survivors = survivorsOf(room, results, reviewed);
  const open = survivors.filter(({ why }) => why === undefined).length;
  const unjudged = score.unjudged.length === 0 ? '' : `; ${score.unjudged.length} files are not judged yet`;
  const told = `${score.killed} of ${score.of} mutants killed, ${percentOf(score)} %, where ${room.least} % are wanted`;
  return `- ${room.name} (${room.what}): ${told}. Of the others ${survivors.length - open} are explained below and ${open} are open${unjudged}.`;
}

function chapterOf(room: MutatedRoom, results: Results, reviewed: readonly Reviewed[]): string {
  const survivors = survivorsOf(room, results, reviewed);
  const reasons = reviewed.map(({ why }) => why).filter((why) => survivors.some((each) => each.why === why));
  const parts = reasons.map((reason) => {
    const own = survivors.filter(({ why }) => why === reason);
    return `${reason}:\n\n${own.map(lineOf).join('\n')}\n`;
  });
  const open = survivors.filter(({ why }) => why === undefined);
  return [`## Survivors: ${room.name}\n`, ...parts, ...(open.length === 0 ? [] : [openOf(open)])].join('\n');
}

/** How many of each file; the command tells each of them. */
function openOf(open: readonly Survivor[]): string {
  const files = [...new Set(open.map(({ file }) => file))];
  const counts = files.map((file) => `- ${file}: ${open.filter((each) => each.file === file).length}`);
  return `Nobody has said yet why nothing notices these; \`npm run mutate -- FILE\` tells each:\n\n${counts.join('\n')}\n`;
}

function lineOf({ file, line, original, mutated, outcome }: Survivor): string {
  const instead = mutated === '' ? 'nothing' : code(mutated);
  return `- ${file.replace(/^support\//, '')}:${line} ${code(original)}, ${instead} instead${outcome === 'not reached' ? ' (not reached)' : ''}`;
}

const longest = 70;

function code(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short.includes('`') ? `\`\`${short}\`\`` : `\`${short}\``;
}
