import type { KnownCause } from './cause';

/** Why somebody holds an allocation who should not, or does not hold one any more. */
export const causesOfAllocations: readonly KnownCause[] = [
  {
    shownBy: ['an allocation is left', 'the API deleted its server'],
    unless: [
      'the host has started since',
      'Placement refused connections of Nova',
      'Placement answered Nova with an error',
      'Placement did not answer Nova',
      'only a part of it is left',
      'no host had begun to build its server',
    ],
    words: "the delete did not free the server's allocation (bug 1679750)",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the API deleted its server', 'Placement answered Nova with an error'],
    unless: ['the host has started since', 'only a part of it is left'],
    words: 'the delete went on when Placement answered with an error, and left the allocation',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the API deleted its server', 'Placement did not answer Nova'],
    unless: ['the host has started since', 'only a part of it is left'],
    words: 'the delete went on when Placement did not answer in time, and left the allocation',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'only a part of it is left', 'the API deleted its server'],
    unless: ['the host has started since', 'Placement was asked to take all of it away'],
    words: "the delete freed a part of the server's allocation, and not all",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'the API deleted its server', 'no host had begun to build its server'],
    unless: [
      'the host has started since',
      'Placement refused connections of Nova',
      'Placement answered Nova with an error',
      'Placement did not answer Nova',
    ],
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
    unless: ['the host has started since', 'Placement was asked to take all of it away'],
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
    unless: ['Placement was asked to take all of it away'],
    words: "the host's compute service removed a part of what a deleted server left when it started, and not all",
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'its server has left the host'],
    unless: ['only a part of it is left'],
    words: 'it was shown as offloaded before its allocation was free (bug 1798688)',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation is left', 'its build was given up'],
    unless: ['only a part of it is left'],
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
    shownBy: ['an allocation is left', 'only a part of it is left', 'Placement was asked to take all of it away'],
    words: 'Placement took away only a part of an allocation that it was asked to take away',
    blames: 'the cloud',
  },
  {
    shownBy: ['a consumer cannot be written anew', 'it holds nothing any more'],
    words: 'Placement keeps the record of a consumer whose allocations are gone (bug 1780799)',
    blames: 'the cloud',
  },
  {
    shownBy: ['a live server holds nothing', 'Nova emptied its allocation, as healing hosts do'],
    unless: ['it is being built'],
    words: 'the healing of a host took what a live server holds',
    blames: 'the cloud',
  },
  {
    shownBy: ['a live server holds nothing', 'Nova emptied its allocation, as healing hosts do', 'it is being built'],
    words: "the host's healing took the claim of a server that is being built (bug 1729371)",
    blames: 'the cloud',
  },
];
