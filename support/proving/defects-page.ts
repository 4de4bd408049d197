import type { EmbeddedDefect, LeftOut } from '../clouds/embedded/defects';
import { guardsChapter, guardsOf } from './guards';
import { originOf } from './page';

/** docs/defects.md: every defect, what each scenario notices of them, and the bugs that are none. */
export function renderDefects(
  defects: readonly EmbeddedDefect[],
  leftOut: readonly LeftOut[],
  scenarios: readonly { readonly id: string; readonly title: string }[],
): string {
  const sections = chapters.map(({ kind, title, intro }) => {
    const own = defects.filter(({ origin }) => origin.kind === kind);
    return `## ${title} (${own.length})\n\n${intro}\n\n${own.map(entryOf).join('\n\n')}\n`;
  });
  const guards = guardsChapter(guardsOf(scenarios, defects));
  return [head(defects.length), ...sections, guards, leftOutChapter(leftOut)].join('\n');
}

function head(count: number): string {
  return `# Defects

This page is written by \`npm run defects\`, from the files in \`support/stub/defects\`, and from the features.

The embedded cloud can be made to do wrong what Nova and its neighbours have done wrong, or might. \`npm run prove\` switches on each of
these ${count} defects in turn, and the scenarios that it names have to fail at a Then; \`npm run prove -- --all\` runs all scenarios with each, and
those that it does not name have to stay green. \`npm run acceptance -- --defect NAME\` shows what a tester would read.

A real Nova can be broken by some of them as well: \`npm run reference -- up --broken list\` ([reference-cloud.md](reference-cloud.md#a-nova-that-is-broken)).
`;
}

const chapters = [
  {
    kind: 'bug',
    title: 'Bugs that were fixed',
    intro:
      'By their numbers on Launchpad, or by the commit that mended them. What is known of each is told in ' +
      '[bugs.md](reference/bugs.md).',
  },
  {
    kind: 'mend',
    title: 'Bugs that the healthy cloud has',
    intro: 'The real cloud of that release has them too. What can be switched on is their mend.',
  },
  {
    kind: 'single fault',
    title: 'Single faults',
    intro: 'Mistakes that are easily made, each in one place. No release is known to have had them.',
  },
] as const;

function entryOf(defect: EmbeddedDefect): string {
  const { name, title, story, turnsRed, alsoRed = [] } = defect;
  const also = alsoRed.length === 0 ? '' : `, and as well ${alsoRed.join(', ')}`;
  return `**\`${name}\`** ${title} (${originOf(defect)}).\n${story} Has to fail: ${turnsRed.join(', ')}${also}.`;
}

function leftOutChapter(leftOut: readonly LeftOut[]): string {
  const reasons = [...new Set(leftOut.map(({ why }) => why))];
  const rows = reasons.map((reason) => {
    const bugs = leftOut.filter(({ why }) => why === reason).map(({ bug }) => bug);
    return `- ${bugs.join(', ')}: ${reason}.`;
  });
  return `## Left out (${leftOut.length})\n\nBugs of the reference that no defect plays, and why.\n\n${rows.join('\n')}\n`;
}
