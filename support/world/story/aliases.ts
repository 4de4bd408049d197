import type { HostAlias, ServerAlias } from '../../parameter-types';

/** The scenario's only host. */
export const theHost: HostAlias = { kind: 'the host' };

/** What a scenario calls the servers that are meant: `['the server']`, `['server blue', 'server green']`. */
export function serverWords(alias: ServerAlias): readonly string[] {
  switch (alias.kind) {
    case 'the server':
      return ['the server'];
    case 'named':
      return [`server ${alias.name}`];
    case 'several':
      return alias.names.map((name) => `server ${name}`);
  }
}

/** What a scenario calls a host: `the host`, `host A`. */
export function hostWord(alias: HostAlias): string {
  return alias.kind === 'named' ? `host ${alias.name}` : alias.kind;
}
