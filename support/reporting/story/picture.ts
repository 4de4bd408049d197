import { printable } from '../../printable';
import { escapeHtml } from '../html';
import type { Moment, Tale } from './moments';
import type { Curve } from './readings';
import { nothingUsed, tellTale } from './text';

const width = 640;
const left = 178;
const right = 14;
const top = 34;
const rowHeight = 44;
const lineHeight = 17;
const longestLine = 82;

/**
 * A scenario as a picture (SVG): the moments from left to right, numbered and told below; what is used of each class on each host as steps, with
 * the amounts. Moments are drawn at the same distance, however much time was between them. It needs no colour, and follows the reader's light or
 * dark mode. Its description is the same in words.
 */
export function drawTale(tale: Tale, title: string): string {
  const { moments, curves } = tale;
  const xOf = (index: number): number =>
    left + (moments.length < 2 ? 0 : (index * (width - left - right - 20)) / (moments.length - 1)) + 10;
  const bottom = top + curves.length * rowHeight + (curves.length === 0 ? 24 : 8);
  const legend = moments.flatMap((moment, index) => linesOf(moment, index));
  const height = bottom + legend.length * lineHeight + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${shown(title)}</title>
<desc>${shown(tellTale(tale))}</desc>
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}"/>
${moments.map((_moment, index) => drawMark(xOf(index), index, bottom)).join('\n')}
${curves.map((curve, row) => drawCurve(curve, top + row * rowHeight, moments, xOf)).join('\n')}
${curves.length === 0 ? `<text x="10" y="${top + 14}">${nothingUsed}</text>` : ''}
${legend.map((line, index) => `<text xml:space="preserve" x="10" y="${bottom + 18 + index * lineHeight}">${shown(line)}</text>`).join('\n')}
</svg>
`;
}

/** The number of a moment above its line. */
function drawMark(x: number, index: number, bottom: number): string {
  return `<line class="mark" x1="${round(x)}" y1="${top - 8}" x2="${round(x)}" y2="${bottom - 4}"/><text class="number" x="${round(x)}" y="${top - 14}">${index + 1}</text>`;
}

/** The steps of a curve, with the amount above each one. */
function drawCurve(
  { host, resource, points }: Curve,
  y: number,
  moments: readonly Moment[],
  xOf: (index: number) => number,
): string {
  const most = Math.max(1, ...points.map(({ amount }) => amount));
  const base = y + rowHeight - 10;
  const heightOf = (amount: number): number => base - (amount / most) * (rowHeight - 26);
  const stops = points.map(({ at, amount }) => ({ x: xOf(indexAt(at, moments)), y: heightOf(amount), amount }));
  const [first] = stops;
  const steps = stops.map((stop, index) => (index === 0 ? '' : `H${round(stop.x)}V${round(stop.y)}`)).join('');
  const line = first === undefined ? '' : `M${round(first.x)} ${round(first.y)}${steps}H${width - right}`;
  const amounts = stops.map(
    (stop) => `<text class="amount" x="${round(stop.x + 3)}" y="${round(stop.y - 3)}">${stop.amount}</text>`,
  );
  return [
    `<text x="10" y="${base - 12}">${shown(host)}</text><text class="resource" x="10" y="${base + 3}">${shown(resource)}</text>`,
    `<path class="area" d="${line}V${base}H${round(first?.x ?? left)}Z"/><path class="line" d="${line}"/>`,
    ...amounts,
  ].join('\n');
}

/** The moment of a look; where that one is left out, the last one before it. */
function indexAt(at: number, moments: readonly Moment[]): number {
  const exact = moments.findIndex((moment) => moment.at === at && moment.what.startsWith('used on '));
  return exact === -1
    ? Math.max(
        0,
        moments.findLastIndex((moment) => moment.at <= at),
      )
    : exact;
}

/** A moment in the legend, in as many lines as it takes. */
function linesOf({ seconds, what }: Moment, index: number): readonly string[] {
  const lead = `${String(index + 1).padStart(2)}  ${seconds.toFixed(2).padStart(6)} s  `;
  const pieces = printable(what).match(
    new RegExp(`.{1,${longestLine - lead.length}}(?:\\s|$)|\\S{${longestLine - lead.length}}`, 'gu'),
  ) ?? [''];
  return pieces.map((piece, line) => `${line === 0 ? lead : ' '.repeat(lead.length)}${piece.trimEnd()}`);
}

function shown(text: string): string {
  return escapeHtml(printable(text));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const style = `
svg { color: #1c2026; } .ground { fill: #ffffff; }
text { font: 12px ui-monospace, monospace; fill: currentColor; }
.number { font-weight: bold; text-anchor: middle; } .amount { font-size: 11px; } .resource { font-size: 11px; fill-opacity: .8; }
.mark { stroke: currentColor; stroke-opacity: .35; stroke-dasharray: 2 3; }
.line { fill: none; stroke: currentColor; stroke-width: 2; } .area { fill: currentColor; fill-opacity: .1; }
@media (prefers-color-scheme: dark) { svg { color: #e6e8eb; } .ground { fill: #171a1f; } }
`;
