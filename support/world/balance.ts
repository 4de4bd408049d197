import { sumOf } from '../books/amounts';
import { finding } from '../books/failure-findings';
import { tellFindings } from '../books/finding-lines';
import { gatherView } from '../books/gather';
import { tellImbalance } from '../books/invariants';
import { hostOfProvider, type CloudView, type ServerView } from '../books/invariants/cloud-view';
import type { ServerVolumes } from './belongings/server-volumes';
import type { ShelvedImages } from './servers/shelved-images';
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
    return {
      imbalance: [tellImbalance(view), ...(await this.#likely(view))].filter((part) => part !== '').join('\n'),
      gone: view.servers.filter(leavesNothing).map(({ uuid }) => uuid),
    };
  }

  async #read(): Promise<CloudView> {
    const {
      books,
      people,
      lasting,
      knownConsumers,
      knownHosts,
      knownMoves,
      knownServers,
      images,
      volumes,
      transcript,
    } = this.needs;
    const project = await people.person('owner').session.project();
    return gatherView({
      auditor: people.background,
      providers: await books.providers(),
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
      standing: await lasting.standing(people.background),
      hostsInUse: knownHosts.inUse,
      exchanges: transcript.unexpected(),
    });
  }

  /** Why servers that are gone hold something, as the end of what is told of the books. */
  async #likely(view: CloudView): Promise<readonly string[]> {
    const leaks = view.servers
      .filter(({ uuid, answers }) => answers === 'gone' && !view.expectedLeaks.has(uuid))
      .flatMap(({ uuid, allocations }) =>
        [...allocations.keys()].map((provider) => {
          const held = sumOf([...allocations.values()]);
          return {
            consumer: uuid,
            host:
              hostItself(view, provider) ?? this.needs.knownServers.byId(uuid)?.host ?? hostOfProvider(view, provider),
            held,
          };
        }),
      );
    const cause = leaks.length === 0 ? undefined : await this.needs.evidence.causeOfLeaks(leaks);
    return cause === undefined ? [] : [tellFindings(finding('likely', cause.words))];
  }
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
