import { sameAmounts, sumOf, tellAmounts, type Amounts } from '../amounts';
import { shortId } from '../finding-lines';
import {
  hostOfProvider,
  type CloudView,
  type Invariant,
  type LiveServer,
  type MoveView,
  type ServerView,
} from './cloud-view';

/** What a consumer holds or should hold, by host. */
type Shares = ReadonlyMap<string, Amounts>;

/**
 * I9: a live server holds its flavor's amounts on its host, and nothing else; one whose build was interrupted keeps its claim. While a
 * move waits to be settled its migration holds on the source what the server held there before; an evacuated server is counted on its
 * source until that host has started.
 */
export const liveServersHoldTheirFlavor: Invariant = {
  id: 'I9',
  scope: 'ours',
  text: "a live server holds exactly its flavor's amounts on its host",
  check: (view) => [
    ...atRest(view).flatMap(([server, live]) => [
      ...tellOwn(view, server, live),
      ...(server.moves ?? []).flatMap((move) => tellOfMigration(view, server, move)),
    ]),
    ...underWay(view).flatMap(([server, move]) => [
      ...tellOfMigration(view, server, move),
      ...tellElsewhere(view, server, move.destination ?? undefined, new Set([move.destination ?? ''])),
    ]),
  ],
};

/** True for a migration that is a consumer of its own and has to be settled yet. */
function isUnsettled({ type, status }: MoveView): boolean {
  return type !== 'evacuation' && unsettled.includes(status);
}

const unsettled = ['pre-migrating', 'migrating', 'post-migrating', 'finished', 'confirming', 'reverting', 'running'];

/** An evacuation that its source has not heard of yet (reference B.3); one that was removed meanwhile never will. */
function isUnheardOf({ type, status }: MoveView): boolean {
  return type === 'evacuation' && ['accepted', 'pre-migrating', 'done'].includes(status);
}

function tellOwn(view: CloudView, server: ServerView, live: LiveServer): string[] {
  const held = sharesOf(view, server.allocations);
  const expected = isOnHost(live) ? live.flavor : {};
  const onHost = (live.host === undefined ? undefined : held.get(live.host)) ?? {};
  const sources = (server.moves ?? []).filter(isUnheardOf).flatMap(({ source }) => (source === null ? [] : [source]));
  const left = sources.filter(
    (source) => view.now.hosts.has(source) && !sameAmounts(held.get(source) ?? {}, live.flavor),
  );
  return [
    ...(sameAmounts(onHost, expected)
      ? []
      : [
          `${tell(server)} holds ${tellAmounts(onHost)} on ${live.host ?? 'no host'}, its flavor asks for ${tellAmounts(expected)}`,
        ]),
    ...left.map(
      (source) =>
        `${tell(server)} was evacuated from ${source}, which has not started since, but holds ${tellAmounts(held.get(source) ?? {})} there`,
    ),
    ...tellElsewhere(view, server, live.host, new Set([live.host ?? '', ...sources])),
  ];
}

function tellElsewhere(
  view: CloudView,
  server: ServerView,
  host: string | undefined,
  allowed: ReadonlySet<string>,
): string[] {
  return [...server.allocations]
    .filter(([provider]) => !allowed.has(hostOfProvider(view, provider)))
    .map(
      ([provider, other]) =>
        `${tell(server)} is on ${host ?? 'no host'}, but holds ${tellAmounts(other)} on ${hostOfProvider(view, provider)} as well`,
    );
}

/** What went wrong may be anybody's guess; all other moves are looked at. */
function tellOfMigration(view: CloudView, server: ServerView, move: MoveView): string[] {
  if (move.status === 'error') return [];
  const expected: Shares =
    isUnsettled(move) && move.source !== null ? new Map([[move.source, move.formerly]]) : new Map();
  const held = sharesOf(view, move.allocations);
  return [...new Set([...expected.keys(), ...held.keys()])]
    .filter((host) => !sameAmounts(held.get(host) ?? {}, expected.get(host) ?? {}))
    .map(
      (host) =>
        `the ${move.status} ${move.type} ${shortId(move.uuid)} of ${tell(server)} holds ${tellAmounts(held.get(host) ?? {})} on ${host}, ` +
        `and should hold ${tellAmounts(expected.get(host) ?? {})}`,
    );
}

function sharesOf(view: CloudView, allocations: ReadonlyMap<string, Amounts>): Shares {
  const byHost = new Map<string, Amounts>();
  for (const [provider, amounts] of allocations) {
    const host = hostOfProvider(view, provider);
    byHost.set(host, sumOf([byHost.get(host) ?? {}, amounts]));
  }
  return byHost;
}

/** An offloaded server may show its former host for a moment longer, where it holds nothing (bug 1798688). */
function isOnHost({ status, host }: LiveServer): boolean {
  return host !== undefined && status !== 'SHELVED_OFFLOADED';
}

function atRest(view: CloudView): [ServerView, LiveServer][] {
  return view.servers.flatMap((server) => {
    const { answers, build } = server;
    if (answers === 'gone' || build !== undefined) return [];
    return answers.taskState !== null || answers.status === 'BUILD' ? [] : [[server, answers]];
  });
}

/** Servers on their way to a host that is chosen already, each with its move. */
function underWay(view: CloudView): [ServerView, MoveView][] {
  return view.servers.flatMap((server) => {
    const [newest] = server.moves ?? [];
    const { answers } = server;
    const isOnItsWay = answers !== 'gone' && answers.taskState?.startsWith('resize_') === true;
    return isOnItsWay && newest !== undefined && newest.destination !== null ? [[server, newest]] : [];
  });
}

function tell({ name, uuid }: Pick<ServerView, 'name' | 'uuid'>): string {
  return `${name} (${shortId(uuid)})`;
}
