import type { KnownCause } from './cause';

/** Why a server's volume or image is still there. */
export const causesOfBelongings: readonly KnownCause[] = [
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
];
