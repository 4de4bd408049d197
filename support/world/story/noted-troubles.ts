import type { Exchange } from '../../api/exchange';
import type { Neighbour, Trouble } from '../../contract/trouble';
import type { Transcript } from './scenario-transcript';

interface Change {
  readonly neighbour: Neighbour;
  readonly trouble: Trouble | 'none';
  /** How many requests had been answered by then. */
  readonly after: number;
}

/** What kept Nova from its neighbours, and during which requests of the scenario. */
export class NotedTroubles {
  readonly #transcript: Transcript;
  readonly #changes: Change[] = [];

  constructor(transcript: Transcript) {
    this.#transcript = transcript;
  }

  /** Notes that Nova's path to the neighbour has been disturbed in that way, or mended. */
  note(neighbour: Neighbour, trouble: Trouble | 'none'): void {
    this.#changes.push({ neighbour, trouble, after: this.#transcript.exchanges().length });
    this.#transcript.note(tellTrouble(neighbour, trouble));
  }

  /** True while something keeps Nova from the neighbour. */
  isOn(neighbour: Neighbour): boolean {
    const last = this.#changes.findLast((change) => change.neighbour === neighbour);
    return last !== undefined && last.trouble !== 'none';
  }

  /** What kept Nova from which neighbours when the request was sent. */
  during(exchange: Exchange): ReadonlyMap<Neighbour, Trouble> {
    const index = this.#transcript.exchanges().lastIndexOf(exchange);
    const troubles = new Map<Neighbour, Trouble>();
    for (const { neighbour, trouble, after } of this.#changes) {
      if (index !== -1 && after > index) continue;
      if (trouble === 'none') troubles.delete(neighbour);
      else troubles.set(neighbour, trouble);
    }
    return troubles;
  }
}

function tellTrouble(neighbour: Neighbour, trouble: Trouble | 'none'): string {
  if (trouble === 'none') return `Nova reaches ${neighbour} again`;
  switch (trouble.kind) {
    case 'refuse':
      return `Nova cannot reach ${neighbour}`;
    case 'answer':
      return `${neighbour} answers Nova with error ${trouble.status}`;
    case 'delay':
      return `${neighbour} answers Nova ${trouble.seconds} s later`;
    case 'hang':
      return `${neighbour} does not answer Nova`;
  }
}
