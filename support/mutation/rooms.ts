import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Judges } from './messages';

/** Code that decides, and who has to notice when it is wrong. */
export interface MutatedRoom {
  readonly name: string;
  readonly what: string;
  /** Relative to the project's folder. */
  readonly files: readonly string[];
  readonly judges: Judges;
  /** So many of a hundred mutants have to be killed. */
  readonly least: number;
}

const stub = (folder: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `support/stub/${folder}/${name}.ts`);

/** All code that is mutated. */
export function roomsOf(root: string): readonly MutatedRoom[] {
  const judges = ['tests/books', 'tests/world'];
  return [
    {
      name: 'stub',
      what: "the embedded cloud's delete, heal, claim, allocation and service-up code, by scenarios",
      files: [
        ...stub('compute', 'service-group', 'deallocate-ports', 'block-devices', 'shelved-image'),
        ...stub('compute/api', 'delete-server', 'local-delete', 'server-routes', 'force-delete'),
        ...stub('compute/host', 'terminate-on-host', 'heal', 'update-resources'),
        ...stub('compute/neighbours', 'report-client'),
        ...stub('compute/scheduler', 'select-destination'),
        ...stub('placement', 'capacity', 'store'),
        ...stub('placement/operations', 'delete-allocations', 'write-allocations'),
        ...stub('placement/routes', 'allocation-routes'),
      ],
      judges: 'scenarios',
      least: 90,
    },
    {
      name: 'books',
      what: 'books and matchers, by unit tests',
      files: sourcesIn(root, 'support/books'),
      judges,
      least: 85,
    },
    { name: 'world', what: 'the World, by unit tests', files: sourcesIn(root, 'support/world'), judges, least: 85 },
  ];
}

function sourcesIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => `${folder}/${file}`)
    .sort();
}
