import { escapeHtml as escape } from '../reporting/html';
import { sealHtml } from '../reporting/seal';
import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { isProved, type DefectVerdict, type Notice } from './judge';
import type { Proof } from './proof';
import { firstLine } from './table';

/** The proof as a page that loads nothing, reads well in light and dark, and fits a telephone. */
export function renderProof(proof: Proof): string {
  const { verdicts, which, startedAt, seconds } = proof;
  const killed = verdicts.filter(({ outcome }) => outcome === 'killed').length;
  const wrong = verdicts.filter((verdict) => !isProved(verdict));
  return sealHtml(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${killed} of ${verdicts.length} defects killed</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>${killed} of ${verdicts.length} defects killed</h1>
    <p>Each defect was switched on in the embedded cloud, and ${escape(which)} had to notice it. It is killed when a Then of a
    scenario that it names fails by its assertion; whatever else turned red does not count.
    ${new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${seconds.toFixed(0)} s.</p>
    ${wrong.length === 0 ? '' : `<p class="bad">Not as they should be: ${wrong.map(({ defect }) => escape(defect.name)).join(', ')}</p>`}
${verdicts.map(articleOf).join('\n')}
  </body>
</html>
`);
}

const style = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --good: #1a7f37; --bad: #cf222e; --code: #f6f8fa; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --text: #e6edf3; --quiet: #9198a1; --line: #30363d; --good: #3fb950; --bad: #ff7b72; --code: #161b22; }
}
body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.05rem; margin: 0; } p { margin: .4rem 0; }
article { border-top: 1px solid var(--line); padding: .8rem 0; }
.quiet { color: var(--quiet); } .good { color: var(--good); } .bad { color: var(--bad); }
ul { margin: .3rem 0; padding-left: 1.2rem; }
summary { cursor: pointer; }
pre { background: var(--code); padding: .6rem; overflow-x: auto; font-size: .8rem; }
`;

function articleOf(verdict: DefectVerdict): string {
  const { defect, outcome, killedBy, aside, missed, wronglyRed } = verdict;
  const colour = isProved(verdict) ? 'good' : 'bad';
  return `    <article id="${escape(defect.name)}">
      <h2><span class="${colour}">${outcome}</span> ${escape(defect.name)}: ${escape(defect.title)}</h2>
      <p class="quiet">${escape(originOf(defect))}</p>
      <p>${escape(defect.story)}</p>
      ${list(killedBy.map(noticeItem))}
      ${labelled(
        'Should have failed at a Then',
        missed.map(({ id, outcome: seen }) => `<li>${escape(`${id}: ${seen}`)}</li>`),
        'bad',
      )}
      ${labelled('Should have stayed green', wronglyRed.map(noticeItem), 'bad')}
      ${labelled(
        'Red too, which does not count',
        aside.map((notice) => `<li>${escape(`${notice.id} by ${notice.by}: ${firstLine(notice)}`)}</li>`),
        'quiet',
      )}
    </article>`;
}

/** Where a defect comes from, in words. */
export function originOf({ origin, release }: EmbeddedDefect): string {
  const shown = release === undefined ? '' : `, shown on ${release}`;
  switch (origin.kind) {
    case 'bug':
      return `tier ${origin.tier}, a bug fixed in ${origin.fixedIn}${shown}`;
    case 'single fault':
      return `tier ${origin.tier}, a single fault${shown}`;
    case 'mend':
      return `tier ${origin.tier}, the mend of a bug that the healthy cloud has${shown}`;
  }
}

function noticeItem(notice: Notice): string {
  const title = `<strong>${escape(notice.id)}</strong> ${escape(notice.where)}`;
  return `<li><details><summary>${title}<br><span class="quiet">${escape(firstLine(notice))}</span></summary><pre>${escape(notice.message)}</pre></details></li>`;
}

function labelled(title: string, items: readonly string[], colour: 'bad' | 'quiet'): string {
  return items.length === 0 ? '' : `<p class="${colour}">${title}</p>${list(items)}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
}
