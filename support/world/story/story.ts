import type { Exchange } from '../../api/exchange';
import { deadlinesOf } from '../../clouds/deadlines';
import { Guard } from '../../safety/guard';
import { eventually } from '../../waiting';
import { People } from '../people/signed-in-people';
import type { Run } from '../run/run';
import { BelongingEvidence } from './belonging-evidence';
import { Circumstances } from './circumstances';
import { CloudBooks } from './cloud-books';
import { Disturbances } from './disturbances';
import { Evidence } from './evidence';
import { Freed } from './freed';
import { KnownConsumers } from './known-consumers';
import { KnownHosts } from './known-hosts';
import { KnownMoves } from './known-moves';
import { KnownServers } from './known-servers';
import { LedgerPage } from './ledger-page';
import { NotedTroubles } from './noted-troubles';
import { Refusals } from './refusals';
import { Transcript } from './scenario-transcript';
import { Verifications } from './verifications';

export { Noun } from './noun';

/** What every noun may stand on: the cloud and its people, and what is known so far of the scenario. */
export type Story = ReturnType<typeof beginStory>;

/**
 * Begins the story of a scenario.
 *
 * @param id its stable id, or its title when it has none
 * @param steps the texts of all its steps, so that what a later one compares with is looked at in time
 */
export function beginStory(run: Run, id: string, steps: readonly string[]) {
  // As steps see it: waiting ends when the run is told to end.
  const cloud = run.interruption.over(run.cloud);
  const { lasting } = run;
  const transcript = new Transcript();
  const people = new People(run.cloud, transcript.listener, transcript.asideListener, run.pool);
  const troubles = new NotedTroubles(transcript);
  const knownHosts = new KnownHosts();
  const knownServers = new KnownServers({ knownHosts });
  const knownConsumers = new KnownConsumers();
  const knownMoves = new KnownMoves();
  const page = new LedgerPage({ run, id });
  const books = new CloudBooks({ cloud, lasting, people });
  const { background: auditor } = people;
  const providerOf = (host: string): Promise<string> => books.providerOf(host);
  const guard = new Guard({ cloud: run.cloud, auditor, ledger: run.ledger, providerOf });
  const freed = new Freed({ cloud });
  const circumstances = new Circumstances({ transcript, troubles, knownServers });
  const known = { knownHosts, knownServers, knownConsumers, knownMoves };
  const evidence = new Evidence({ cloud, circumstances, freed, people, transcript, troubles, ...known });
  const requests = (): readonly Exchange[] => transcript.exchanges();
  return {
    cloud,
    deadlines: deadlinesOf(run.cloud.timing),
    lasting,
    runName: run.name,
    steps,
    people,
    transcript,
    troubles,
    knownHosts,
    knownServers,
    knownConsumers,
    knownMoves,
    verifications: new Verifications(),
    page,
    books,
    guard,
    disturbances: new Disturbances({ books, guard, page }),
    evidence,
    belongingEvidence: new BelongingEvidence({ circumstances, freed, knownServers }),
    refusals: new Refusals({ evidence, transcript }),
    /** Waits in the cloud's time; a failure tells the requests that were sent meanwhile. */
    eventually: <T>(what: string, assertion: () => Promise<T>, within: number): Promise<T> =>
      eventually(cloud, what, assertion, { within, requests }),
  };
}
