import type { Exchange } from '../api/exchange';
import type { CloudUnderTest } from '../clouds/cloud';
import { deadlinesOf, type Deadlines } from '../clouds/deadlines';
import { cleanUp } from '../safety/cleanup';
import { eventually } from '../waiting';
import { Books } from './books';
import { History } from './history';
import { Hosts } from './hosts';
import { Notes } from './notes';
import { Paths } from './paths';
import { People } from './people';
import type { Run } from './run';
import { Servers } from './servers';
import { Transcript } from './transcript';
import { Usages } from './usages';

/** One scenario's stay at the cloud: its nouns, all of one piece. */
export class Scenario {
  readonly run: Run;
  /** Its stable id, or its title when it has none. */
  readonly id: string;
  readonly deadlines: Deadlines;
  readonly notes = new Notes();
  readonly transcript = new Transcript();
  readonly people: People;
  readonly books: Books;
  readonly hosts: Hosts;
  readonly paths: Paths;
  readonly servers: Servers;
  readonly usages: Usages;
  readonly history: History;

  constructor(run: Run, id: string) {
    this.run = run;
    this.id = id;
    this.deadlines = deadlinesOf(run.cloud.timing);
    this.people = new People(run.cloud, this.transcript.listener);
    this.books = new Books(this);
    this.hosts = new Hosts(this);
    this.paths = new Paths(this);
    this.servers = new Servers(this);
    this.usages = new Usages(this);
    this.history = new History(this);
  }

  get cloud(): CloudUnderTest {
    return this.run.cloud;
  }

  /** Waits in the cloud's time; a failure tells the requests that were sent meanwhile. */
  eventually<T>(what: string, assertion: () => Promise<T>, within: number): Promise<T> {
    const requests = (): readonly Exchange[] => this.transcript.exchanges();
    return eventually(this.cloud, what, assertion, { within, requests });
  }

  /** Takes back what the scenario made and disturbed. Rejects with `PutBackFailed`. */
  async cleanUp(): Promise<void> {
    const { cloud, ledger } = this.run;
    if (ledger.entries().length === 0) return;
    await cleanUp({ cloud, ledger, operator: this.people.person('operator'), auditor: this.people.auditor });
  }

  /** Ends the scenario at the cloud. Rejects when work of it goes on there. */
  async end(): Promise<void> {
    this.people.close();
    await this.cloud.endScenario();
  }
}

/** Makes the cloud ready and begins the scenario there. */
export async function beginScenario(run: Run, id: string): Promise<Scenario> {
  await run.cloud.beginScenario();
  return new Scenario(run, id);
}
