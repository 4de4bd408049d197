import type { Exchange } from '../api/exchange';
import type { CloudUnderTest } from '../clouds/cloud';
import { deadlinesOf, type Deadlines } from '../clouds/deadlines';
import { cleanUp } from '../safety/cleanup';
import { Guard } from '../safety/guard';
import { interruptible } from '../safety/interruption';
import { eventually } from '../waiting';
import { Accounts } from './placement/accounts';
import { Aftermath } from './servers/aftermath';
import { Allocations } from './placement/allocation-writes';
import { Attempts } from './attempts/attempts';
import { Audits } from './placement/audits';
import { Belongings } from './belongings/server-belongings';
import { Books } from './placement/cloud-books';
import { Builds } from './servers/builds';
import { Deeds } from './servers/deeds';
import { Evidence } from './story/evidence';
import { Flavors } from './servers/scenario-flavors';
import { History } from './servers/history';
import { Heartbeats } from './hosts/heartbeats';
import { Hosts } from './hosts/compute-hosts';
import { Images } from './servers/shelved-images';
import { Leaks } from './placement/leaks';
import { Listings } from './servers/listings';
import { Notes } from './story/notes';
import { Offers } from './belongings/offers';
import { Originals } from './attempts/originals';
import { Paths } from './placement/paths';
import { People } from './people/signed-in-people';
import { Placeholders } from './placement/placeholders';
import { Ports } from './belongings/server-ports';
import { Providers } from './placement/host-providers';
import { Races } from './servers/races';
import type { Run } from './run/run';
import { Servers } from './servers/server-states';
import { Services } from './hosts/service-flags';
import { Tokens } from './people/bad-tokens';
import { Transcript } from './story/scenario-transcript';
import { Troubles } from './story/noted-troubles';
import { Usages } from './placement/host-usages';
import { Volumes } from './belongings/server-volumes';

/** One scenario's stay at the cloud: its nouns, all of one piece. */
export class Scenario {
  readonly run: Run;
  /** Its stable id, or its title when it has none. */
  readonly id: string;
  /** The texts of all its steps, so that what a later one compares with is looked at in time. */
  readonly steps: readonly string[];
  /** As steps see it: waiting ends when the run is told to end. */
  readonly cloud: CloudUnderTest;
  readonly deadlines: Deadlines;
  readonly notes = new Notes();
  readonly transcript = new Transcript();
  readonly troubles = new Troubles(this.transcript);
  readonly evidence = new Evidence(this);
  readonly people: People;
  readonly guard: Guard;
  readonly books: Books;
  readonly hosts: Hosts;
  readonly heartbeats: Heartbeats;
  readonly paths: Paths;
  readonly placeholders: Placeholders;
  readonly servers: Servers;
  readonly usages: Usages;
  readonly allocations: Allocations;
  readonly history: History;
  readonly listings: Listings;
  readonly attempts: Attempts;
  readonly aftermath: Aftermath;
  readonly audits: Audits;
  readonly originals: Originals;
  readonly leaks: Leaks;
  readonly accounts: Accounts;
  readonly services: Services;
  readonly providers: Providers;
  readonly ports: Ports;
  readonly offers: Offers;
  readonly images: Images;
  readonly volumes: Volumes;
  readonly belongings: Belongings;
  readonly deeds: Deeds;
  readonly tokens: Tokens;
  readonly builds: Builds;
  readonly flavors: Flavors;
  readonly races: Races;

  constructor(run: Run, id: string, steps: readonly string[]) {
    this.run = run;
    this.id = id;
    this.steps = steps;
    this.cloud = interruptible(run.cloud);
    this.deadlines = deadlinesOf(run.cloud.timing);
    this.people = new People(run.cloud, this.transcript.listener, this.transcript.asideListener, run.pool);
    this.books = new Books(this);
    this.guard = new Guard({
      cloud: run.cloud,
      auditor: this.people.background,
      ledger: run.ledger,
      providerOf: (host) => this.books.providerOf(host),
    });
    this.hosts = new Hosts(this);
    this.heartbeats = new Heartbeats(this);
    this.paths = new Paths(this);
    this.placeholders = new Placeholders(this);
    this.servers = new Servers(this);
    this.usages = new Usages(this);
    this.allocations = new Allocations(this);
    this.history = new History(this);
    this.listings = new Listings(this);
    this.attempts = new Attempts(this);
    this.aftermath = new Aftermath(this);
    this.audits = new Audits(this);
    this.originals = new Originals(this);
    this.leaks = new Leaks(this);
    this.accounts = new Accounts(this);
    this.services = new Services(this);
    this.providers = new Providers(this);
    this.ports = new Ports(this);
    this.offers = new Offers(this);
    this.images = new Images(this);
    this.volumes = new Volumes(this);
    this.belongings = new Belongings(this);
    this.deeds = new Deeds(this);
    this.tokens = new Tokens(this);
    this.builds = new Builds(this);
    this.flavors = new Flavors(this);
    this.races = new Races(this);
  }

  /** Waits in the cloud's time; a failure tells the requests that were sent meanwhile. */
  eventually<T>(what: string, assertion: () => Promise<T>, within: number): Promise<T> {
    const requests = (): readonly Exchange[] => this.transcript.exchanges();
    return eventually(this.cloud, what, assertion, { within, requests });
  }

  /** Takes back what the scenario made and disturbed. Rejects with `PutBackFailed`. */
  async cleanUp(): Promise<void> {
    const { cloud, ledger } = this.run;
    await this.builds.end();
    if (ledger.entries().length === 0) return;
    const { people } = this;
    const owner = people.person('owner');
    await cleanUp({ cloud, ledger, owner, operator: people.person('operator'), auditor: people.auditor });
  }

  /** Expects that nobody else has come to a host that was disturbed; otherwise puts all back at once and rejects with `Inconclusive`. */
  async expectNobodyElse(): Promise<void> {
    try {
      await this.guard.afterDisturbing();
    } catch (error) {
      await this.cleanUp();
      throw error;
    }
  }

  /**
   * Expects access control to be as it was. On the embedded cloud, which is another one for each scenario, one scenario of a run
   * is looked at, by the run's order any of them; a real cloud is looked at when the run ends.
   */
  async expectSameAccess(): Promise<void> {
    const { cloud, watch } = this.run;
    if (cloud.kind === 'embedded') await watch?.compareOnce();
  }

  /** The exchanges of its steps so far, and what Nova has freed where the cloud can tell. */
  async shown() {
    const { effects } = this.cloud.control;
    const steps = this.transcript.steps();
    if (effects === undefined) return { steps };
    return { steps, effects: { watched: effects.neighbours, seen: await effects.read() } };
  }

  /** Ends the scenario at the cloud. Rejects when work of it goes on there. */
  async end(): Promise<void> {
    this.people.close();
    await this.cloud.endScenario();
  }
}

/** Makes the cloud ready and begins the scenario there. */
export async function beginScenario(run: Run, id: string, steps: readonly string[] = []): Promise<Scenario> {
  await run.cloud.beginScenario();
  if (run.cloud.kind === 'embedded') await run.watch?.begin();
  await run.cloud.control.effects?.begin();
  return new Scenario(run, id, steps);
}
