import { leaseName } from './leases';
import type { Entry } from './ledger';

/** What an entry of a ledger is about, like `the server ld-abc123-LD-1-server`. */
export function tellEntry(entry: Entry): string {
  if ('name' in entry) return tellNamed(entry);
  switch (entry.kind) {
    case 'path':
      return `the path from Nova to ${entry.neighbour}`;
    case 'compute process':
      return `the compute process of ${entry.host}`;
    case 'service':
      return `the compute service of ${entry.host}`;
    case 'removed host':
      return `the host ${entry.host} as one of the cloud's`;
    case 'quota':
      return `the quota of the project ${entry.project}`;
    case 'placeholder':
      return `what the consumer ${entry.consumer} holds in Placement`;
    case 'lease':
      return `the lease of ${entry.host} (the aggregate ${leaseName(entry.host)})`;
  }
}

function tellNamed({ kind, name }: Extract<Entry, { readonly name: string }>): string {
  return kind === 'offer' ? `the provider, resource class and trait of ${name}` : `the ${kind} ${name}`;
}
