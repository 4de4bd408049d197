import type { Behaviour, Book, BookChapter, BookRule } from './book';
import type { BookBug } from './bugs';
import type { GuardedBug } from './evidence';
import type { BookCase, BookScenario } from './scenarios';
import { releaseName, sentence, tellCloud, tellEvidence, tellExtent } from './words';

/** The book as docs/book.md, as prettier would have it. */
export function renderMarkdown(book: Book): string {
  const parts = [
    `# ${plain(book.title)}`,
    'This page is written by `npm run book`, which makes a page for the browser too, `reports/book.html`. It tells what the features and drafts say, what the records of real clouds have shown, and which bugs are guarded.',
    ...book.opening.map(plain),
    bullets(tellExtent(book)),
    '## Words',
    bullets(book.words.map(([word, meaning]) => `**${plain(word)}**: ${plain(meaning)}`)),
    '## Real clouds',
    'A scenario counts as seen on a release when it has passed on a real cloud of it, with the text that it has today.',
    table([
      ['release', 'cloud', 'Nova', 'last seen', 'scenarios'],
      ...book.clouds.map((cloud) => [
        releaseName(cloud.release),
        plain(tellCloud(cloud)),
        cloud.nova.map(plain).join(', '),
        cloud.latest,
        `${cloud.passed} of ${cloud.of}`,
      ]),
    ]),
    '## Contents',
    book.chapters.map(({ title }) => `- [${plain(title)}](#${anchorOf(title)})`).join('\n'),
    ...book.chapters.flatMap(chapterParts),
    '## Bugs',
    'A scenario turns red when its bug comes back. What is known of each bug is told in [reference/bugs.md](reference/bugs.md).',
    table([['bug', 'what it breaks', 'fixed in', 'guarded by'], ...book.bugs.map(bugRow)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function chapterParts({ title, about, rules }: BookChapter): readonly string[] {
  return [`## ${plain(title)}`, plain(about), ...rules.flatMap(ruleParts)];
}

function ruleParts({ rule, behaviours }: BookRule): readonly string[] {
  return [`**Rule: ${plain(rule)}.**`, ...behaviours.flatMap(behaviourParts)];
}

function behaviourParts({ path, title, story, state, scenarios }: Behaviour): readonly string[] {
  const file = `[${path.replace(/^.*\//, '')}](${path.startsWith('docs/') ? path.slice('docs/'.length) : `../${path}`})`;
  if (state === 'open') {
    const cases = scenarios.flatMap((scenario) => scenario.cases.map((one) => openLine(scenario, one)));
    return [`### ${plain(title)} (open)`, plain(story), `Written in ${file}, not run yet:`, bullets(cases)];
  }
  return [`### ${plain(title)}`, `${plain(story)} (${file})`, ...scenarios.flatMap(scenarioParts)];
}

function scenarioParts({ title, steps, cases }: BookScenario): readonly string[] {
  const lines = [`Scenario: ${title}`, ...steps.map(({ keyword, text }) => `  ${keyword} ${text}`)];
  return [`\`\`\`gherkin\n${lines.join('\n')}\n\`\`\``, bullets(cases.map(caseLine))];
}

function caseLine(one: BookCase): string {
  const values = one.values.map(([name, value]) => `${plain(name)}: ${plain(value)}`).join(', ');
  return [
    `\`${one.id}\`${values === '' ? '' : ` (${values})`} ${plain(tellEvidence(one))}.`,
    ...one.bugs.map((bug) => `Guards ${bugLink(bug)}: ${plain(bug.title)}.`),
    ...(one.faults.length === 0 ? [] : [`Turns red too when ${one.faults.map(plain).join('; when ')}.`]),
  ].join(' ');
}

function openLine({ title }: BookScenario, { id, values, bugs }: BookCase): string {
  const filled = values.reduce((text, [name, value]) => text.replaceAll(`<${name}>`, value), title);
  const guards = bugs.map((bug) => ` Will guard ${bugLink(bug)}: ${plain(bug.title)}.`);
  return `\`${id}\` ${plain(filled)}.${guards.join('')}`;
}

function bugRow(bug: BookBug): readonly string[] {
  const { guardedBy, open, title, fixedIn = '' } = bug;
  const planned = open.length === 0 ? [] : [`open: ${open.join(', ')}`];
  return [bugLink(bug), plain(title), plain(fixedIn), [...guardedBy, ...planned].join(', ')];
}

function bugLink({ name, address }: GuardedBug): string {
  return `[${name}](${address})`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${sentence(line)}`).join('\n');
}

/** Rows of cells as a table whose columns are aligned; the first row is its head. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, index) => Math.max(3, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** Text that means the same in Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*<>|[\]]|(?<!\w)_|_(?!\w)/g, (character) => `\\${character}`);
}

/** The anchor that a page of Markdown gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
