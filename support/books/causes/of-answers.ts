import type { KnownCause } from './cause';

/** Why a request was answered otherwise than it should have been. */
export const causesOfAnswers: readonly KnownCause[] = [
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
    shownBy: ['a volume was detached', 'the host counts as down'],
    words: 'Nova passes the detach on to a host that is down, where nobody does it (bug 1909120)',
    blames: 'the cloud',
  },
  {
    shownBy: ['an allocation was written', 'with a generation that had been used already'],
    words: 'Placement does not heed the generation of the consumer that it is given',
    blames: 'the cloud',
  },
];
