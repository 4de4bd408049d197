import type { Exchange } from '../../api/exchange';
import { clues, type Clue } from '../../books/causes';
import { deletedBy } from './clues-of-answers';
import type { KnownServers } from './known-servers';
import { Noun } from './noun';
import type { NotedTroubles } from './noted-troubles';
import type { Transcript } from './scenario-transcript';

interface Needs {
  readonly transcript: Transcript;
  readonly troubles: NotedTroubles;
  readonly knownServers: KnownServers;
}

/** What is known of how things came about. */
export class Circumstances extends Noun<Needs> {
  /** The last request that wanted the server deleted; undefined when nobody has sent one. */
  deleteOf(server: string): Exchange | undefined {
    return this.needs.transcript.exchanges().findLast((exchange) => deletedBy(exchange) === server);
  }

  /** Who alone failed Nova when the request was sent. */
  cluesOfTrouble(exchange: Exchange): readonly Clue[] {
    const [alone, ...others] = [...this.needs.troubles.during(exchange).keys()];
    return [
      ...clues(alone === 'Cinder' && others.length === 0, 'only Cinder failed Nova'),
      ...clues(alone === 'Glance' && others.length === 0, 'only Glance failed Nova'),
    ];
  }

  /** True when the consumer is a server whose build was given up. */
  wasGivenUp(consumer: string): boolean {
    const server = this.needs.knownServers.byId(consumer);
    return server?.status === 'ERROR' && server.host === undefined;
  }
}
