import type { HostReference, ServerReference } from '../parameter-types';

/** What a scenario calls the servers that are meant: `['the server']`, `['server blue', 'server green']`. */
export function serverWords(reference: ServerReference): readonly string[] {
  switch (reference.kind) {
    case 'the server':
      return ['the server'];
    case 'named':
      return [`server ${reference.name}`];
    case 'several':
      return reference.names.map((name) => `server ${name}`);
  }
}

/** What a scenario calls a host: `the host`, `host A`. */
export function hostWord(reference: HostReference): string {
  return reference.kind === 'named' ? `host ${reference.name}` : reference.kind;
}
