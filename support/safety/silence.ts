import type { Exchange } from '../api/exchange';

/** A request that got no answer after so many seconds was waited for in vain; a refused connection shows itself at once. */
const longWait = 20;

/** So many scenarios in a row end in silence before the cloud counts as lost: one may have met a restart. */
const scenariosInVain = 2;

/** True for a request that nobody answered however long it was waited for. */
export function isSilence({ outcome, seconds }: Exchange): boolean {
  return outcome.kind === 'no answer' && seconds >= longWait;
}

/** Knows when a cloud has stopped to answer: each further scenario would cost minutes of waiting and show nothing. */
export class Silence {
  #inVain = 0;
  #reason = '';

  /** Notes the requests of a scenario that is over. */
  note(exchanges: readonly Exchange[]): void {
    const last = exchanges.at(-1);
    if (last === undefined) return;
    this.#inVain = isSilence(last) ? this.#inVain + 1 : 0;
    this.#reason = last.outcome.kind === 'no answer' ? last.outcome.reason : '';
  }

  /** Why no further scenario is to begin; undefined while the cloud answers. */
  reason(): string | undefined {
    if (this.#inVain < scenariosInVain) return undefined;
    return `the cloud is lost: ${this.#inVain} scenarios in a row ended without an answer (${this.#reason})`;
  }
}
