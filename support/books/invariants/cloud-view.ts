import type { Exchange } from '../../api/exchange';
import type { Amounts } from '../amounts';
import type { Snapshot, Standing } from '../host-books';

/** What Nova tells of a server that is there. */
export interface LiveServer {
  readonly status: string;
  readonly taskState: string | null;
  /** The host it is on; undefined while it has none. */
  readonly host?: string;
  /** What its flavor asks of Placement (reference F, "Amounts"). */
  readonly flavor: Amounts;
}

/** One move of a server, as Nova lists it. */
export interface MoveView {
  /** The migration's UUID, which is a consumer of its own in all moves but evacuations. */
  readonly uuid: string;
  readonly type: string;
  readonly status: string;
  readonly source: string | null;
  readonly destination: string | null;
  /** What the server held before it moved. */
  readonly formerly: Amounts;
  /** What the migration holds, by the provider's UUID. */
  readonly allocations: ReadonlyMap<string, Amounts>;
}

/** One server of ours at the end of a scenario. */
export interface ServerView {
  readonly uuid: string;
  /** What the scenario calls it: `the server`, `server blue`. */
  readonly name: string;
  /** `gone` when it answers 404. */
  readonly answers: LiveServer | 'gone';
  /** Its status when it was ready, for servers that no step has acted upon since. */
  readonly leftAloneAs?: string;
  /** Whether its host returned before it had begun to build it: Nova keeps what was claimed there (reference B.1). */
  readonly build?: 'interrupted on no host yet';
  /** Its moves, newest first, when a step has had it moved. */
  readonly moves?: readonly MoveView[];
  /** The ids of ports whose device it is. */
  readonly ports: readonly string[];
  /** What it holds, by the provider's UUID. */
  readonly allocations: ReadonlyMap<string, Amounts>;
  /** The id of the image that a step has had it shelved in, when that is there still. */
  readonly shelvedImage?: string;
}

/** One consumer of our project, whether the scenario knows of it or not. */
export interface ConsumerView {
  readonly uuid: string;
  /** What it holds, by the provider's UUID. */
  readonly allocations: ReadonlyMap<string, Amounts>;
  /** What is known under this UUID: `gone` is a server that answers 404, no migration, and no placeholder of the suite. */
  readonly is: 'a server' | 'a migration' | 'a placeholder' | 'gone';
}

/** One volume of ours at the end of a scenario. */
export interface VolumeView {
  readonly id: string;
  /** Whether Nova deletes it with its server. */
  readonly atTermination: 'keep' | 'delete';
  /** `expected` when a step has said that it stays in use, perhaps by nobody: it breaks I7 and I8 then. */
  readonly leak: 'none' | 'expected';
  /** `gone` when it answers 404; otherwise with every attachment of it, reserved ones too. */
  readonly answers:
    | {
        readonly status: string;
        readonly attachments: readonly { readonly serverId: string | undefined; readonly status: string }[];
      }
    | 'gone';
}

/** Everything the invariants look at, gathered once. */
export interface CloudView {
  /** Before the scenario made or disturbed anything; undefined when it did nothing of the kind. */
  readonly before?: Snapshot;
  /** Now, with what stands of the hosts in use. */
  readonly now: Snapshot;
  /** What stood of the hosts when the run began, by host. */
  readonly standing: ReadonlyMap<string, Standing>;
  /** The hosts that the scenario uses or disturbs. */
  readonly hostsInUse: ReadonlySet<string>;
  readonly servers: readonly ServerView[];
  /** Empty in a scenario without volumes. */
  readonly volumes: readonly VolumeView[];
  readonly consumers: readonly ConsumerView[];
  /** Consumers that a step has said to be leaks still: they break I2 and I7 until their host's compute service starts. */
  readonly expectedLeaks: ReadonlySet<string>;
  /** What Placement counts for our project. */
  readonly projectUsage: Amounts;
  readonly exchanges: readonly Exchange[];
}

/** Where an invariant holds: for what is ours on any cloud, or for whole hosts that are set aside for the suite. */
export type Scope = 'ours' | 'exclusive';

/** Something that must be true of a cloud whatever a scenario does (reference E.0). */
export interface Invariant {
  readonly id: string;
  readonly scope: Scope;
  readonly text: string;
  /** One sentence for each violation, naming provider, class, consumer and server as far as they matter. */
  check(view: CloudView): readonly string[];
}

/** The host whose provider this is, or the provider itself when it is no exclusive host's. */
export function hostOfProvider(view: Pick<CloudView, 'now'>, provider: string): string {
  for (const books of view.now.hosts.values()) {
    if (books.provider === provider) return books.host;
  }
  return `provider ${provider}`;
}
