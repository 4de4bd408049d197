import { escapeHtml } from './html';
import { passRate, type Counts } from './verdict';

/** What the page of cucumber says of the run as a whole, where it would say something else than all other reports. */
export interface AboutPage {
  /** The run in a line, which begins with its verdict. */
  readonly title: string;
  readonly counts: Counts;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The command that does the run again. */
  readonly reproduce: string;
}

/** What cucumber counts and measures itself is hidden: skipped scenarios as if they had been tried, and no time but that of the scenarios. */
const style = `
[data-testid="cucumber.summary.status"], [data-testid="cucumber.summary.timing"] { display: none !important; }
.of-run { font-family: system-ui, sans-serif; line-height: 1.5; padding: 0.75rem 1rem; overflow-wrap: anywhere; }
.of-run h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 0.25rem; }
.of-run p { margin: 0; }
.of-run code { font-size: 0.9em; }
.of-run h1, .of-run p { color: #1d2630; }
#content { max-width: 100%; box-sizing: border-box; overflow-x: clip; }
#content details > div, #content details pre { max-width: 100%; box-sizing: border-box; overflow-wrap: anywhere; }
#content form, #content form input { min-width: 0; max-width: 100%; }
#content div:has(> div > form), #content ul:has(> li input[type="checkbox"]) { flex-wrap: wrap; }
@media (prefers-color-scheme: dark) {
  .of-run { background: #1d1d26; }
  .of-run h1, .of-run p { color: #e4e6ea; }
}
`;

/** Puts it at the head of the page, which is called by its title. */
export function withHead(html: string, about: AboutPage): string {
  const head = `<style>${style}</style>\n</head>`;
  return html
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(about.title)}</title>`)
    .replace('</head>', () => head)
    .replace('<body>', () => `<body>\n${headOf(about)}`);
}

function headOf({ title, counts, startedAt, reproduce }: AboutPage): string {
  const { percent, of } = passRate(counts);
  const others = (['skipped', 'not applicable'] as const).filter((outcome) => counts[outcome] > 0);
  const told = [
    ...(of === 0 ? ['nothing was tried'] : [`${percent} of ${of} passed`]),
    ...others.map((outcome) => `${counts[outcome]} ${outcome}`),
    `began ${new Date(startedAt).toISOString()}`,
  ];
  return `<header class="of-run"><h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(told.join(' · '))}</p>
<p>The same again: <code>${escapeHtml(reproduce)}</code></p></header>`;
}
