/** Something that was seen, or that is known of how it came about. */
export type Clue =
  | 'an allocation is left'
  | 'only a part of it is left'
  | 'the API deleted its server'
  | 'the host deleted its server'
  | 'no host had begun to build its server'
  | 'its server has left the host'
  | 'its build was given up'
  | 'the host has started since'
  | 'somebody wrote it onto a running host'
  | 'a server with a volume as root disk holds disk of its host'
  | 'the shelved image of a deleted server is left'
  | 'Nova asked Glance to delete it'
  | 'Nova did not ask Glance to delete it'
  | 'a local delete was refused'
  | 'it was answered 409'
  | 'it was answered 500'
  | 'Placement refused connections of Nova'
  | 'Placement failed Nova'
  | 'a volume is still held for a server'
  | 'its server was deleted'
  | 'its server was offloaded'
  | 'its server had found no host'
  | 'Nova asked Cinder to give it back'
  | 'Nova did not ask Cinder to give it back'
  | 'only Cinder failed Nova'
  | 'only Glance failed Nova'
  | 'of deletes sent at once one was accepted'
  | 'Nova names an attribute of nothing'
  | 'Nova names a variable without value'
  | 'Nova names a conflict of generations'
  | 'Nova names an error in making its client'
  | 'Nova names an error of Cinder'
  | 'Nova names an error of Glance'
  | 'Nova names the refused connection'
  | 'Nova names a time-out'
  | 'the host counts as down'
  | 'the host counts as up'
  | 'it counted as up just before'
  | 'it was only disabled'
  | 'it is forced down'
  | 'its process was stopped'
  | 'its heartbeat has moved since'
  | 'its heartbeat has not moved since';

/** Why something probably failed, and whose matter that is. */
export interface Cause {
  readonly words: string;
  readonly blames: 'the cloud' | 'its preparation';
}

interface KnownCause extends Cause {
  /** All of this is known. */
  readonly shownBy: readonly Clue[];
  /** Nothing of this is. */
  readonly unless?: readonly Clue[];
}

/** The causes that the suite can tell by what it has seen; no two of them fit the same clues. Bugs are of Nova, on Launchpad. */
export const causes: readonly KnownCause[] = [
  {
    shownBy: ['an allocation is left', 'the API deleted its server'],
    unless: [
      'the host has started since',
      'Placement refused connections of Nova',
      'Placement failed Nova',
      'only a part of it is left',
      'no host had begun to build its server',
    ],
    words: "the delete did not free the server's allocation (bug 1679750)",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the API deleted its server', 'Placement failed Nova'],
    unless: ['the host has started since', 'Placement refused connections of Nova', 'only a part of it is left'],
    words: "the delete did not free the server's allocation, and did not fail with Placement",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'only a part of it is left', 'the API deleted its server'],
    unless: ['the host has started since'],
    words: "the delete freed a part of the server's allocation, and not all",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the API deleted its server', 'no host had begun to build its server'],
    unless: ['the host has started since', 'Placement refused connections of Nova', 'Placement failed Nova'],
    words: 'the delete did not free what was claimed for a server that no host had begun to build (bug 1859496)',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the API deleted its server', 'Placement refused connections of Nova'],
    unless: ['the host has started since'],
    words: 'Nova could not reach Placement then, and left the allocation to the next start of its host',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the host deleted its server'],
    unless: ['the host has started since', 'only a part of it is left'],
    words: "the host ended the server without freeing the server's allocation",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'only a part of it is left', 'the host deleted its server'],
    unless: ['the host has started since'],
    words: 'the host freed a part of the allocation of the server that it ended, and not all',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the host has started since'],
    unless: ['only a part of it is left', 'it is forced down'],
    words: "the host's compute service did not remove what a deleted server left when it started (bug 1707071)",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the host has started since', 'it is forced down'],
    unless: ['only a part of it is left'],
    words: "the host's compute service did not remove what a deleted server left when it started forced down",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'only a part of it is left', 'the host has started since'],
    words: "the host's compute service removed a part of what a deleted server left when it started, and not all",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'its server has left the host'],
    words: 'it was shown as offloaded before its allocation was free (bug 1798688)',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'its build was given up'],
    words: 'its build was given up, and what was claimed for it is kept',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'somebody wrote it onto a running host'],
    words: 'the running compute service does not compare its allocations with its servers from time to time',
    blames: 'the cloud',
  },
  {
    shownBy: ['a server with a volume as root disk holds disk of its host'],
    words: 'Nova does not see that the root disk of the server is a volume',
    blames: 'the cloud',
  },
  {
    shownBy: [
      'a volume is still held for a server',
      'its server was deleted',
      'Nova did not ask Cinder to give it back',
    ],
    unless: ['its server was offloaded', 'its server had found no host', 'no host had begun to build its server'],
    words: "the delete did not ask Cinder to give the server's volume back",
    blames: 'the cloud',
  },
  {
    shownBy: [
      'a volume is still held for a server',
      'its server was deleted',
      'Nova did not ask Cinder to give it back',
      'its server was offloaded',
    ],
    words: 'the delete of an offloaded server did not give its volume back (bug 1675570)',
    blames: 'the cloud',
  },
  {
    shownBy: [
      'a volume is still held for a server',
      'its server was deleted',
      'Nova did not ask Cinder to give it back',
      'its server had found no host',
    ],
    words: 'the delete of a server that found no host did not give its volume back (bug 1404867)',
    blames: 'the cloud',
  },
  {
    shownBy: [
      'a volume is still held for a server',
      'its server was deleted',
      'Nova did not ask Cinder to give it back',
      'no host had begun to build its server',
    ],
    words: 'the delete of a server that no host had begun to build did not give its volume back (bug 2088066)',
    blames: 'the cloud',
  },
  {
    shownBy: ['a volume is still held for a server', 'its server was deleted', 'Nova asked Cinder to give it back'],
    unless: ['only Cinder failed Nova'],
    words: 'Cinder did not give the volume back when the delete asked for it, which Nova only logs',
    blames: 'the cloud',
  },
  {
    shownBy: ['a volume is still held for a server', 'its build was given up'],
    words: 'its build was given up, and its volume is kept',
    blames: 'the cloud',
  },
  {
    shownBy: ['the shelved image of a deleted server is left', 'Nova did not ask Glance to delete it'],
    unless: ['only Glance failed Nova'],
    words: "the delete did not ask Glance to delete the server's shelved image",
    blames: 'the cloud',
  },
  {
    shownBy: ['the shelved image of a deleted server is left', 'Nova asked Glance to delete it'],
    unless: ['only Glance failed Nova'],
    words: 'Glance did not do what the delete asked for, which Nova only logs',
    blames: 'the cloud',
  },
  {
    shownBy: ['the shelved image of a deleted server is left', 'only Glance failed Nova'],
    words: 'the delete could not have the image deleted while Glance failed Nova, which only logs that',
    blames: 'the cloud',
  },
  {
    // openstacksdk gives up its discovery of Placement while Nova makes its client (reference A.5, S.1).
    shownBy: [
      'a local delete was refused',
      'it was answered 500',
      'Placement refused connections of Nova',
      'Nova names an error in making its client',
    ],
    words: 'this nova-api has just started, and cannot make its client of Placement meanwhile (docs/remote-clouds.md)',
    blames: 'its preparation',
  },
  {
    shownBy: [
      'a local delete was refused',
      'it was answered 500',
      'Placement refused connections of Nova',
      'Nova names the refused connection',
    ],
    words: 'the delete fails with the refused connection to Placement, in place of going on without it',
    blames: 'the cloud',
  },
  {
    shownBy: [
      'a local delete was refused',
      'it was answered 500',
      'Placement refused connections of Nova',
      'Nova names a time-out',
    ],
    words: "Nova's connections to Placement are not refused but time out: what cuts the path has to refuse them",
    blames: 'its preparation',
  },
  {
    shownBy: ['a local delete was refused', 'it was answered 409', 'Nova names a conflict of generations'],
    words: 'the delete insists on the allocation as Nova last knew it, though it was changed meanwhile (bug 1836754)',
    blames: 'the cloud',
  },
  {
    shownBy: ['of deletes sent at once one was accepted', 'it was answered 500'],
    unless: ['Nova names an attribute of nothing', 'Nova names a variable without value'],
    words: 'the second delete stumbles over what the first one has taken away',
    blames: 'the cloud',
  },
  {
    shownBy: ['of deletes sent at once one was accepted', 'it was answered 500', 'Nova names an attribute of nothing'],
    words: 'the second delete reads a server that the first one has taken away (bug 1914777)',
    blames: 'the cloud',
  },
  {
    shownBy: ['of deletes sent at once one was accepted', 'it was answered 500', 'Nova names a variable without value'],
    words: 'the second delete fails before it knows of which server it is (bug 1940812)',
    blames: 'the cloud',
  },
  {
    shownBy: ['a local delete was refused', 'only Cinder failed Nova', 'Nova names an error of Cinder'],
    words: 'the delete fails with Cinder, whose errors it should only log',
    blames: 'the cloud',
  },
  {
    shownBy: ['a local delete was refused', 'only Glance failed Nova', 'Nova names an error of Glance'],
    words: 'the delete fails with Glance, whose errors it should only log',
    blames: 'the cloud',
  },
  {
    shownBy: ['the host counts as down', 'it counted as up just before', 'it was only disabled'],
    words: 'Nova takes disabled for down',
    blames: 'the cloud',
  },
  {
    shownBy: ['the host counts as up', 'it is forced down'],
    words: 'Nova does not count a host as down that is forced down',
    blames: 'the cloud',
  },
  {
    shownBy: ['the host counts as up', 'its process was stopped', 'its heartbeat has moved since'],
    words: 'its compute service still runs: it was not stopped, or somebody started it again',
    blames: 'its preparation',
  },
  {
    shownBy: ['the host counts as up', 'its process was stopped', 'its heartbeat has not moved since'],
    words: 'Nova goes on counting a host as up whose heartbeats have ended',
    blames: 'the cloud',
  },
];

/** The cause that the clues show; undefined when they show none, or could be of several. */
export function likelyCause(clues: Iterable<Clue>): Cause | undefined {
  const known = new Set(clues);
  const [cause, ...others] = causes.filter(
    ({ shownBy, unless = [] }) => shownBy.every((clue) => known.has(clue)) && !unless.some((clue) => known.has(clue)),
  );
  return others.length === 0 ? cause : undefined;
}
