import { escapeHtml as escape } from '../reporting/html';
import { sealHtml } from '../reporting/seal';
import { behavioursIn, countCases, type Behaviour, type Book, type BookChapter, type BookRule } from './book';
import type { BookBug } from './bugs';
import type { GuardedBug } from './evidence';
import type { BookCase, BookScenario } from './scenarios';
import { style } from './style';
import { counted, releaseName, sentence, tellCloud, tellEvidence, tellExtent } from './words';

/** The book as a page that holds all it shows, reads well in light and dark, and fits a telephone. */
export function renderHtml(book: Book): string {
  return sealHtml(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escape(book.title)}</title>
    <style>${style}</style>
  </head>
  <body>
    <nav aria-label="Contents">
      <a class="top" href="#top">Local delete</a>
      <ol>
${book.chapters.map(contentsItem).join('\n')}
        <li><a href="#bugs">Bugs</a></li>
      </ol>
    </nav>
    <main id="top">
      <h1>${escape(book.title)}</h1>
${book.opening.map((paragraph) => `      <p class="opening">${escape(paragraph)}</p>`).join('\n')}
      <ul>${tellExtent(book)
        .map((line) => `<li>${escape(line)}</li>`)
        .join('')}</ul>
      <h2>Words</h2>
      <dl>${book.words.map(([word, meaning]) => `<dt>${escape(word)}</dt><dd>${escape(sentence(meaning))}.</dd>`).join('')}</dl>
      <h2>Real clouds</h2>
      <p>A scenario counts as seen on a release when it has passed on a real cloud of it, with the text that it has today.</p>
${cloudsTable(book)}
${book.chapters.map(chapterOf).join('\n')}
      <section id="bugs">
        <h2>Bugs</h2>
        <p>A scenario turns red when its bug comes back. A bug that only drafts are about is open.</p>
        <ul class="bugs">${book.bugs.map(bugItem).join('')}</ul>
      </section>
    </main>
  </body>
</html>
`);
}

function contentsItem({ anchor, title, rules }: BookChapter): string {
  const items = rules.flatMap(({ behaviours }) => behaviours.map(behaviourItem));
  return `        <li><a href="#${anchor}">${escape(title)}</a><ul>${items.join('')}</ul></li>`;
}

function behaviourItem({ anchor, title, state }: Behaviour): string {
  return `<li><a href="#${anchor}">${escape(title)}</a>${state === 'open' ? ' <span class="open">open</span>' : ''}</li>`;
}

function cloudsTable({ clouds }: Book): string {
  const rows = clouds.map(
    (cloud) =>
      `<li><strong>OpenStack ${escape(releaseName(cloud.release))}</strong>: ${cloud.passed} of ${cloud.of} scenarios, the last ones on ${cloud.latest}. ${escape(tellCloud(cloud))}. <span class="quiet">Nova ${escape(cloud.nova.join(', '))}</span></li>`,
  );
  return `      <ul>${rows.join('')}</ul>`;
}

function chapterOf(chapter: BookChapter): string {
  const { anchor, title, about, rules } = chapter;
  const behaviours = behavioursIn([chapter]);
  const [played = 0, open = 0] = (['played', 'open'] as const).map((state) =>
    countCases(behaviours.filter((each) => each.state === state)),
  );
  return `      <section id="${anchor}">
        <h2>${escape(title)}</h2>
        <p>${escape(about)} <span class="quiet">${tellCounts(played, open)}.</span></p>
${rules.map(ruleOf).join('\n')}
      </section>`;
}

/** `26 scenarios, 3 of them open`. */
function tellCounts(played: number, open: number): string {
  const all = counted(played + open, 'scenario');
  if (open === 0) return all;
  return played === 0 ? `${all}, open` : `${all}, ${open} of them open`;
}

function ruleOf({ rule, behaviours }: BookRule): string {
  return `        <p class="rule"><span>Rule</span> ${escape(rule)}.</p>\n${behaviours.map(behaviourOf).join('\n')}`;
}

function behaviourOf({ anchor, path, title, story, state, scenarios }: Behaviour): string {
  const open = state === 'open' ? ' <span class="open">open</span>' : '';
  const note = state === 'open' ? 'Written, and not run yet: ' : '';
  return `        <article id="${anchor}">
          <h3>${escape(title)}${open}</h3>
          <p>${escape(story)}</p>
${scenarios.map((scenario) => scenarioOf(scenario, state)).join('\n')}
          <p class="quiet file">${note}${escape(path)}</p>
        </article>`;
}

function scenarioOf({ title, steps, cases }: BookScenario, state: Behaviour['state']): string {
  const lines = steps.map(({ keyword, text }) => `<li><b>${escape(keyword)}</b> ${placeholders(escape(text))}</li>`);
  return `          <div class="scenario">
            <h4>${placeholders(escape(title))}</h4>
            <ul class="steps">${lines.join('')}</ul>
            <ul class="cases">${cases.map((one) => caseOf(one, state)).join('')}</ul>
          </div>`;
}

function caseOf(one: BookCase, state: Behaviour['state']): string {
  const values = one.values.map(([name, value]) => `${escape(name)}: <em>${escape(value)}</em>`).join(', ');
  const mark = one.seen.length > 0 ? '<span class="good" aria-hidden="true">✓</span> ' : '';
  const evidence = state === 'open' ? '' : `${mark}${escape(sentence(tellEvidence(one)))}.`;
  return `<li id="${escape(one.id)}"><a class="id" href="#${escape(one.id)}">${escape(one.id)}</a> ${values} <span class="quiet">${evidence}</span>${one.bugs.map((bug) => guarded(bug, state)).join('')}${faultsOf(one)}</li>`;
}

function guarded(bug: GuardedBug, state: Behaviour['state']): string {
  const fixed = bug.fixedIn === undefined ? '' : `, fixed in ${escape(bug.fixedIn)}`;
  return `<div>${state === 'open' ? 'Will guard' : 'Guards'} ${bugLink(bug)}: ${escape(bug.title)}${fixed}.</div>`;
}

function faultsOf({ faults }: BookCase): string {
  if (faults.length === 0) return '';
  const items = faults.map((fault) => `<li>${escape(sentence(fault))}.</li>`).join('');
  return `<details><summary>What else turns it red (${faults.length})</summary><ul>${items}</ul></details>`;
}

function bugItem(bug: BookBug): string {
  const { guardedBy, open, title, fixedIn } = bug;
  const links = (ids: readonly string[]): string =>
    ids.map((id) => `<a class="id" href="#${escape(id)}">${escape(id)}</a>`).join(', ');
  const guards = guardedBy.length === 0 ? '' : ` Guarded by ${links(guardedBy)}.`;
  const planned = open.length === 0 ? '' : ` <span class="open">open</span> ${links(open)}.`;
  const fixed = fixedIn === undefined ? '' : ` <span class="quiet">Fixed in ${escape(fixedIn)}.</span>`;
  return `<li>${bugLink(bug)}: ${escape(title)}.${fixed}${guards}${planned}</li>`;
}

function bugLink({ name, address }: GuardedBug): string {
  return `<a href="${escape(address)}" rel="noreferrer">${escape(name)}</a>`;
}

/** What stands for a value of each row, in text that is escaped already. */
function placeholders(text: string): string {
  return text.replace(/&lt;([^&]+)&gt;/g, '<em>$1</em>');
}
