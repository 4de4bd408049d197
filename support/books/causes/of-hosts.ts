import type { KnownCause } from './cause';

/** Why a host counts as up or down. */
export const causesOfHosts: readonly KnownCause[] = [
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
  {
    shownBy: ['a delete was not done when it was answered', 'the host counts as up', 'it was forced up since'],
    unless: ['it is forced down'],
    words: 'Nova counts the silent host as up since the operator forced it up, as if that was a heartbeat',
    blames: 'the cloud',
  },
  {
    shownBy: ['a delete was not done when it was answered', 'it was done a moment later'],
    unless: ['the host counts as up'],
    words: 'the local delete was answered before it was done',
    blames: 'the cloud',
  },
];
