import { titleOfGroup } from './group-text';
import type { ShortSummary } from './summary';
import { passRate } from './verdict';

/** So many groups are told in full, and so many titles of a group; of more, only their number. */
const mostGroups = 10;
const mostTitles = 200;

type Scenario = ShortSummary['scenarios'][number];
type Group = ShortSummary['groups'][number];

/**
 * `reports/summary.md`: the summary for people, where pipelines show Markdown. It begins with what a person asks first: the verdict,
 * then what is wrong with the run itself, then the scenarios that failed alike. Words of a cloud stand in code, so that none of them
 * is taken for Markdown.
 */
export function renderSummaryPage(summary: ShortSummary): string {
  const { line, groups, runFailures, scenarios, skips, reproduce, exitCode } = summary;
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const others = runFailures.filter((failure) => failure !== line);
  const blocks = [
    `# ${plain(line)}`,
    ...others.map((failure) => fenced(failure, 'text')),
    ...(groups.length > 1 ? [overview(groups)] : []),
    ...groups.slice(0, mostGroups).flatMap((group) => tellGroup(group, byId)),
    ...groups
      .slice(mostGroups)
      .map((group) => `- ${titleOfGroup(group.ids.length, group.kind)}: ${code(group.headline)}`),
    ...tellSkips(skips, byId),
    ...tellRun(summary),
    ...(exitCode === 0 ? [] : [`The same again:\n\n${fenced(reproduce, 'sh')}`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function overview(groups: readonly Group[]): string {
  const all = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  const rows = groups.map(({ ids, kind, headline }) => [String(ids.length), kind, code(headline)]);
  const head = `**${all} scenarios failed in ${groups.length} ways:**`;
  return `${head}\n\n${table(['scenarios', 'whose matter', 'in common'], rows)}`;
}

function tellGroup(group: Group, byId: ReadonlyMap<string, Scenario>): string[] {
  const [best = '', ...others] = group.ids;
  const { title = '', uri, line, failure = '', reason = '' } = byId.get(best) ?? {};
  const place = uri === undefined ? '' : ` (${code(`${uri}:${line ?? ''}`)})`;
  return [
    `## ${titleOfGroup(group.ids.length, group.kind)}`,
    ...(group.ids.length === 1 ? [] : [code(group.headline)]),
    `**${plain(`${best} ${title}`)}**${place}`,
    fenced(failure || reason, 'text'),
    ...(others.length === 0 ? [] : [folded(`and likewise ${others.length}`, titles(others, byId))]),
  ];
}

function tellSkips(skips: ShortSummary['skips'], byId: ReadonlyMap<string, Scenario>): string[] {
  if (skips.length === 0) return [];
  const keys = new Map(skips.map(({ status, reason }) => [`${status}: ${reason}`, { status, reason }]));
  const reasons = [...keys.values()].map(({ status, reason }) => {
    const ids = skips.filter((skip) => skip.status === status && skip.reason === reason).map(({ id }) => id);
    return folded(`${ids.length} ${status}: ${code(reason)}`, titles(ids, byId));
  });
  return ['## Left out', ...reasons];
}

function tellRun({ counts, cloud, release, defect, seed, packages = {}, startedAt, seconds }: ShortSummary): string[] {
  const { percent, of } = passRate(counts);
  const counted = Object.entries(counts).filter(([, count]) => count > 0);
  const rows: readonly (readonly [string, string])[] = [
    ...counted.map(([outcome, count]): [string, string] => [outcome, String(count)]),
    ...(of === 0 ? [] : [['passed of what was tried', `${percent} of ${of}`] as const]),
    ...(cloud === undefined ? [] : [['cloud', cloud] as const]),
    ...(release === undefined ? [] : [['release', release] as const]),
    ...(defect === undefined ? [] : [['defect', defect] as const]),
    ...(seed === undefined ? [] : [['seed', String(seed)] as const]),
    ...Object.entries(packages),
    ['began', startedAt],
    ['seconds', seconds.toFixed(1)],
  ];
  return [
    '## The run',
    table(
      ['', ''],
      rows.map(([name, value]) => [plain(name), plain(value)]),
    ),
  ];
}

function titles(ids: readonly string[], byId: ReadonlyMap<string, Scenario>): string {
  const told = ids.slice(0, mostTitles).map((id) => `- ${plain(`${id} ${byId.get(id)?.title ?? ''}`)}`);
  const left = ids.length - told.length;
  return [...told, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n');
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((cells) => line(cells))].join('\n');
}

/** Text in a line that shows as it is, whatever in it Markdown or HTML would take for a sign of theirs. */
function plain(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const escaped = line.replace(/[\\`*[\]|~#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&');
  return escaped.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text in a line in the type of code, where nothing is a sign of Markdown's. */
function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** Text in lines of code, in a fence that is longer than any within. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
