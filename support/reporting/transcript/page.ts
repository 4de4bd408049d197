import type { Exchange } from '../../api/exchange';
import { printable } from '../../printable';
import { escapeHtml } from '../html';
import { commandFor, endpointOf, Tokens } from './curl';
import { bodiesOf, lineOf, offsetOf, partsInOrder, startOf, wentWrong, type TranscriptPart } from './part';

/** A longer body is folded. */
const longestOpen = 300;

/** So many characters of bodies are in a page at most: whoever waits asks a thousand times. */
const mostOfBodies = 1_000_000;

/**
 * The requests of a scenario as a page: as {@link renderTranscript} tells them, with every body whole, long ones folded, and a command that
 * repeats the request for each. It loads nothing and has no scripts.
 */
export function renderTranscriptPage(parts: readonly TranscriptPart[]): string {
  const told = partsInOrder(parts);
  const start = startOf(told);
  const tokens = new Tokens();
  const room = { left: mostOfBodies };
  const sections = told.map(({ title, exchanges }) => {
    const requests = exchanges.map((exchange) => renderExchange(exchange, start, tokens, room));
    return `<section><h2>${shown(title)}</h2>\n${requests.join('\n')}\n</section>`;
  });
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Transcript</title><style>${style}</style></head><body><main>
${preamble(told)}
${sections.join('\n')}
</main></body></html>
`;
}

function renderExchange(exchange: Exchange, start: number, tokens: Tokens, room: { left: number }): string {
  const kind = wentWrong(exchange) ? 'wrong' : exchange.person === 'auditor' ? 'seen' : 'act';
  const mark = wentWrong(exchange) ? '! ' : '';
  const id = exchange.requestId === undefined ? '' : ` <small>${shown(exchange.requestId)}</small>`;
  const offset = `<code>${offsetOf(exchange, start)}</code>`;
  const line = `${offset} <b>${shown(exchange.person)}</b> ${mark}${shown(lineOf(exchange))}${id}`;
  const bodies = bodiesOf(exchange).map(([label, body]) => renderBody(label, body, room));
  const command = commandFor(exchange, tokens);
  const again = command === undefined ? '' : `<p>again</p><pre class="again">${shown(command)}</pre>`;
  const open = wentWrong(exchange) ? ' open' : '';
  return `<details class="${kind}"${open}><summary>${line}</summary>${bodies.join('')}${again}</details>`;
}

function renderBody(label: string, body: unknown, room: { left: number }): string {
  const whole = typeof body === 'string' ? body : JSON.stringify(body, null, 1);
  if (whole.length > room.left)
    return `<p>${label}: ${whole.length} characters, left out of a page that is long enough</p>`;
  room.left -= whole.length;
  const block = `<pre>${shown(whole)}</pre>`;
  if (whole.length <= longestOpen) return `<p>${label}</p>${block}`;
  return `<details><summary>${label}: ${whole.length} characters</summary>${block}</details>`;
}

/** What the variables in the commands are. */
function preamble(parts: readonly TranscriptPart[]): string {
  const services = new Set(parts.flatMap(({ exchanges }) => exchanges.map(({ service }) => service)));
  const endpoints = [...services].map((service) => `<code>$${endpointOf(service)}</code>`).join(', ');
  return `<p>A click on a request shows what was sent and what came. Secrets are hidden. In the commands that repeat a request the endpoints of the
services are ${endpoints} (<code>openstack catalog list</code>), and a token is one like <code>$OWNER_TOKEN</code>, which is got
by <code>openstack --os-cloud NAME token issue -f value -c id</code>.</p>`;
}

function shown(text: string): string {
  return escapeHtml(printable(text));
}

const style = `
:root { color-scheme: light dark; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 12px; color: CanvasText; background: Canvas; }
h2 { font-size: 1em; margin: 1.2em 0 .3em; }
details { margin: 1px 0; border-left: 3px solid transparent; padding-left: 8px; overflow-wrap: anywhere; }
details.act { border-color: #2f6fd0; } details.wrong { border-color: #d03b3b; }
details.seen > summary { opacity: .8; }
details details { margin-left: 1em; }
summary code { white-space: pre; } p { margin: .3em 0; }
small { opacity: .75; }
pre { margin: .2em 0; padding: 6px 8px; white-space: pre-wrap; overflow-wrap: anywhere; background: rgba(127,127,127,.14); }
summary { cursor: pointer; }
`;
