import { styleText } from 'node:util';
import { countOutcomes, redOutcomes, type Outcome, type ScenarioVerdict } from './verdict';

/** A terminal that shows colours, or anything else (a file, a pipeline's log). */
export type ConsoleStyle = 'colours' | 'plain';

/** So many scenarios are told with a line for each; of more on the embedded cloud, where they take seconds, the counts every so often. */
const toldSingly = 25;
const countedEvery = 100;

/**
 * Tells how far a run is. Each scenario has a line, for on a real cloud it may take minutes; but for a long run on the embedded cloud,
 * whose lines would only push away what is told at the end: there the counts are told, in a terminal in a line that is written over,
 * elsewhere now and then.
 */
export class Progress {
  readonly #cloud: string;
  readonly #style: ConsoleStyle;
  readonly #ended: ScenarioVerdict[] = [];

  /** @param cloud `embedded`, `reference`, or the name of a real cloud */
  constructor(cloud: string, style: ConsoleStyle) {
    this.#cloud = cloud;
    this.#style = style;
  }

  /** What is to be printed now that a scenario has ended, of so many that were selected; empty when nothing is. */
  tell(verdict: ScenarioVerdict, selected: number): string {
    this.#ended.push(verdict);
    const ended = this.#ended.length;
    const far = `  ${String(ended).padStart(String(selected).length)} of ${selected}`;
    if (this.#cloud !== 'embedded' || selected <= toldSingly) return `${far}${progressLine(verdict, this.#style)}\n`;
    const counts = `${far}  ${this.#tellCounts()}`;
    if (this.#style === 'colours') return writtenOver(counts, ended === selected ? '\n' : '\r');
    return ended % countedEvery === 0 || ended === selected ? `${counts}\n` : '';
  }

  #tellCounts(): string {
    const counts = Object.entries(countOutcomes(this.#ended)).filter(([, count]) => count > 0);
    return counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  }
}

/** A scenario's line while the run goes on: mark, id, title, seconds, and why it was left out. */
export function progressLine(scenario: ScenarioVerdict, style: ConsoleStyle): string {
  const { outcome, key, title, seconds, reason } = scenario;
  const mark = style === 'colours' ? colouredMark(outcome) : outcome.padEnd('undefined'.length);
  const told = reason === undefined ? '' : ` (${reason})`;
  return `  ${mark} ${key.padEnd(6)} ${title}  ${seconds.toFixed(2)} s${told}`;
}

/** Text in a colour, whatever it is written to: whoever asks for colours has looked at the terminal. */
export function paint(colour: 'green' | 'red' | 'yellow', text: string): string {
  return styleText(colour, text, { validateStream: false });
}

/** A line of a terminal that takes the place of the one before; whatever is printed next goes over it where it ends with a return. */
function writtenOver(line: string, end: '\r' | '\n'): string {
  return `\u001b[2K${line}${end}`;
}

function colouredMark(outcome: Outcome): string {
  if (outcome === 'passed') {
    return paint('green', '✔');
  }
  return redOutcomes.has(outcome) ? `${paint('red', '✖')} ${outcome}` : paint('yellow', `- ${outcome}`);
}
