import { sumOf } from '../books/amounts';
import type { Cause } from '../books/causes';
import { finding } from '../books/failure-findings';
import { tellFindings } from '../books/finding-lines';
import { gatherView } from '../books/gather';
import { tellImbalance } from '../books/invariants';
import { hostOfProvider, type CloudView, type ServerView } from '../books/invariants/cloud-view';
import type { ServerVolumes } from './belongings/server-volumes';
import type { ShelvedImages } from './servers/shelved-images';
import type { Leak } from './story/evidence';
import { Noun, type Story } from './story/story';

type Needs = Story & { readonly images: ShelvedImages; readonly volumes: ServerVolumes };

/** The books of the cloud when a scenario is over. */
export interface Closing {
  /** What is wrong with them, a paragraph for each violated invariant; empty when they balance. */
  readonly imbalance: string;
  /** The UUIDs of the servers that were seen gone with all that they held. */
  readonly gone: readonly string[];
}

/** Whether the books of the cloud balance. */
export class Balance extends Noun<Needs> {
  /** Reads the books and strikes the balance. */
  async strike(): Promise<Closing> {
    const view = await this.#read();
    const told = tellImbalance(view);
    const likely = told === '' ? [] : await this.#likely(view);
    return {
      imbalance: [told, ...likely].filter((part) => part !== '').join('\n'),
      gone: view.servers.filter(leavesNothing).map(({ uuid }) => uuid),
    };
  }

  async #read(): Promise<CloudView> {
    const { books, people, knownConsumers, knownHosts, knownMoves, knownServers, images, volumes, transcript } =
      this.needs;
    const project = await people.person('owner').session.project();
    return gatherView({
      auditor: people.background,
      providers: await books.standingProviders(knownHosts.removed),
      project: project.id,
      servers: knownServers.all().map(({ uuid, name, status }) => ({
        uuid,
        name,
        ...(knownServers.isLeftAlone(uuid) && { leftAloneAs: status }),
        ...(knownServers.isInterrupted(uuid) && { build: 'interrupted on no host yet' as const }),
        ...images.shelvedFor(uuid),
        ...formerlyHeld(knownMoves.formerlyHeldBy(uuid)),
      })),
      volumes: volumes.toLookAt(),
      placeholders: knownConsumers.placeholders,
      expectedLeaks: new Set(knownConsumers.leaking.keys()),
      before: books.before(),
      standing: await this.#standing(),
      hostsInUse: knownHosts.inUse,
      exchanges: transcript.unexpected(),
    });
  }

  /** What stood of the hosts; one that was removed has lost its aggregates, and comes back without them. */
  async #standing(): Promise<CloudView['standing']> {
    const { knownHosts, lasting, people } = this.needs;
    const standing = await lasting.standing(people.background);
    return new Map([...standing].filter(([host]) => !knownHosts.removed.has(host)));
  }

  /** Why servers that are gone hold something, or one that is there holds nothing, as the end of what is told of the books. */
  async #likely(view: CloudView): Promise<readonly string[]> {
    const leaks = leaksIn(view, (uuid) => this.needs.knownServers.byId(uuid)?.host);
    const cause = leaks.length === 0 ? await this.#causeOfLoss(view) : await this.needs.evidence.causeOfLeaks(leaks);
    return cause === undefined ? [] : [tellFindings(finding('likely', cause.words))];
  }

  async #causeOfLoss({ servers }: CloudView): Promise<Cause | undefined> {
    const { evidence, knownServers } = this.needs;
    const empty = servers.find(({ answers, allocations }) => answers !== 'gone' && allocations.size === 0);
    const known = knownServers.byId(empty?.uuid);
    return known?.host === undefined ? undefined : evidence.causeOfLoss(known);
  }
}

function leaksIn(view: CloudView, hostOf: (uuid: string) => string | undefined): readonly Leak[] {
  return view.servers
    .filter(({ uuid, answers }) => answers === 'gone' && !view.expectedLeaks.has(uuid))
    .flatMap(({ uuid, allocations }) => {
      const held = sumOf([...allocations.values()]);
      return [...allocations.keys()].map((provider) => ({
        consumer: uuid,
        host: hostItself(view, provider) ?? hostOf(uuid) ?? hostOfProvider(view, provider),
        held,
      }));
    });
}

/** The host whose own provider that is; undefined for a child provider. */
function hostItself({ now }: CloudView, wanted: string): string | undefined {
  return [...now.hosts.values()].find(({ provider }) => provider === wanted)?.host;
}

function formerlyHeld(formerly: ReturnType<Story['knownMoves']['formerlyHeldBy']>) {
  return formerly === undefined ? {} : { formerly };
}

function leavesNothing({ answers, allocations, ports }: ServerView): boolean {
  return answers === 'gone' && allocations.size === 0 && ports.length === 0;
}
