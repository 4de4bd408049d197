import { Attempts } from './attempts/attempts';
import { Originals } from './attempts/originals';
import { Balance } from './balance';
import { Offers } from './belongings/offers';
import { ServerBelongings } from './belongings/server-belongings';
import { ServerPorts } from './belongings/server-ports';
import { ServerVolumes } from './belongings/server-volumes';
import { Ending } from './scenario-ending';
import { ComputeHosts } from './hosts/compute-hosts';
import { Heartbeats } from './hosts/heartbeats';
import { Leaks } from './hosts/leaks';
import { Removals } from './hosts/removals';
import { ServiceFlags } from './hosts/service-flags';
import { ServiceLists } from './hosts/service-lists';
import { BadTokens } from './attempts/bad-tokens';
import { Accounts } from './placement/accounts';
import { AllocationWrites } from './placement/allocation-writes';
import { Audits } from './placement/audits';
import { HostProviders } from './placement/host-providers';
import { HostUsages } from './placement/host-usages';
import { Paths } from './placement/paths';
import { Placeholders } from './placement/placeholders';
import type { Run } from './run/run';
import { Aftermath } from './servers/aftermath';
import { Builds } from './servers/builds';
import { Canaries } from './servers/canaries';
import { Deeds } from './servers/deeds';
import { Deletions } from './servers/deletions';
import { BuildHolds } from './servers/build-holds';
import { Evacuations } from './servers/evacuations';
import { History } from './servers/history';
import { Ingredients } from './servers/ingredients';
import { LiveMigrations } from './servers/live-migrations';
import { Listings } from './servers/listings';
import { MigrationShares } from './servers/migration-shares';
import { Moves } from './servers/moves';
import { Places } from './servers/places';
import { Races } from './servers/races';
import { ResizedDeletes } from './servers/resized-deletes';
import { ScenarioFlavors } from './servers/scenario-flavors';
import { ServerCreation } from './servers/server-creation';
import { ServerOrders } from './servers/server-orders';
import { ServerStates } from './servers/server-states';
import { SoftDeletes } from './servers/soft-deletes';
import { ShelvedImages } from './servers/shelved-images';
import { UnheardMoves } from './servers/unheard-moves';
import { beginStory } from './story/story';

/** One scenario's stay at the cloud: its story so far, and the nouns that its steps speak of. */
export type Scenario = ReturnType<typeof wire>;

/** Makes the cloud ready and begins the scenario there. */
export async function beginScenario(
  run: Run,
  id: string,
  steps: readonly string[] = [],
  tags: readonly string[] = [],
): Promise<Scenario> {
  await run.cloud.beginScenario(tags);
  if (run.cloud.kind === 'embedded') await run.watch?.begin();
  await run.cloud.control.effects?.begin();
  return wire(run, id, steps);
}

/** The nouns of a scenario, each made after those that it needs and is given by name. */
export function wire(run: Run, id: string, steps: readonly string[]) {
  const story = beginStory(run, id, steps);
  const tokens = new BadTokens(story);

  const ingredients = new Ingredients(story);
  const orders = new ServerOrders({ ...story, ingredients });
  const canaries = new Canaries({ ...story, orders });

  const leaks = new Leaks({ ...story, canaries });
  const hosts = new ComputeHosts({ ...story, leaks });
  const heartbeats = new Heartbeats({ ...story, hosts });
  const flags = new ServiceFlags(story);
  const removals = new Removals(story);
  const services = new ServiceLists(story);

  const usages = new HostUsages(story);
  const allocations = new AllocationWrites(story);
  const placeholders = new Placeholders({ ...story, hosts });
  const audits = new Audits({ ...story, placeholders });
  const providers = new HostProviders(story);
  const accounts = new Accounts(story);
  const paths = new Paths(story);

  const originals = new Originals(story);
  const attempts = new Attempts({ ...story, accounts, originals });

  const flavors = new ScenarioFlavors(story);
  const images = new ShelvedImages(story);
  const history = new History(story);
  const listings = new Listings(story);
  const buildHolds = new BuildHolds(story);
  const aftermath = new Aftermath({ ...story, buildHolds, leaks });
  const states = new ServerStates({ ...story, aftermath, buildHolds, usages });
  const servers = new ServerCreation({ ...story, orders, places: new Places(story) });
  const builds = new Builds({ ...story, canaries, flavors, buildHolds, leaks, orders, servers, states });
  const deletions = new Deletions({ ...story, builds, hosts, paths, servers, states, tokens });
  const unheardMoves = new UnheardMoves({ ...story, buildHolds, hosts });
  const moves = new Moves({ ...story, flavors, servers, unheardMoves });
  const migrationShares = new MigrationShares({ ...story, moves });
  const evacuations = new Evacuations({ ...story, hosts, moves, unheardMoves });
  const liveMigrations = new LiveMigrations({ ...story, hosts, moves, servers });
  const resizedDeletes = new ResizedDeletes({ ...story, deletions, hosts, moves });
  const deeds = new Deeds({ ...story, deletions, images, states });
  const softDeletes = new SoftDeletes({ ...story, deeds });
  const races = new Races({ ...story, allocations, attempts, builds, deletions, paths, servers, states });

  const ports = new ServerPorts(story);
  const volumes = new ServerVolumes({ ...story, ingredients });
  const offers = new Offers({ ...story, flavors });
  const made = { builds, images, offers, ports, servers, volumes };
  const belongings = new ServerBelongings({ ...story, ...made, aftermath });

  return {
    ...story,
    ...{ run, id, hosts, heartbeats, flags, removals, services, leaks },
    ...{ usages, allocations, placeholders, audits, providers, accounts, paths, originals, attempts },
    ...{ servers, builds, deletions, states, deeds, softDeletes, races, aftermath, history, listings },
    ...{ moves, migrationShares, resizedDeletes, evacuations, liveMigrations },
    ...{ belongings, ports, volumes, images },
    balance: new Balance({ ...story, images, volumes }),
    ending: new Ending({ ...story, run, builds }),
  };
}
