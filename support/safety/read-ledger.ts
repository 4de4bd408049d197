import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { neighbours } from '../contract/trouble';
import type { Durability, Entry, LedgerCloud, OpenEntry } from './ledger';
import { Ledger } from './ledger';
import type { Whereabouts } from './whereabouts';
import { checkBy } from '../check';

/** What a ledger's file tells of a run that has not settled everything. */
export interface LedgerFile {
  readonly run: string;
  readonly file: string;
  /** The run's cloud, and where it went on; undefined when the file does not say. */
  readonly about: (LedgerCloud & Whereabouts) | undefined;
  readonly open: readonly OpenEntry[];
  /** How many entries there were. */
  readonly numbers: number;
}

/** A ledger's file, or the folder of all, cannot be read; the message names it, or the line, and what is wrong with it. */
class LedgerUnreadable extends Error {
  override readonly name = 'LedgerUnreadable';
}

interface Begun extends LedgerCloud, Whereabouts {
  readonly run: string;
  readonly what: 'begun';
}

type Change =
  | {
      readonly run: string;
      readonly number: number;
      readonly what: 'open';
      readonly scenario: string;
      readonly entry: Entry;
    }
  | { readonly run: string; readonly number: number; readonly what: 'made'; readonly uuid: string }
  | { readonly run: string; readonly number: number; readonly what: 'settled' };

type Line = Begun | Change;

const word = { type: 'string', minLength: 1 } as const;

const former = {
  type: 'object',
  required: ['status', 'forcedDown'],
  properties: { status: { enum: ['enabled', 'disabled'] }, disabledReason: word, forcedDown: { type: 'boolean' } },
} as const;

/** The fields of each kind of entry. */
const entryFields: Readonly<Record<Entry['kind'], Readonly<Record<string, object>>>> = {
  path: { neighbour: { enum: [...neighbours] } },
  'compute process': { host: word },
  service: { host: word, former },
  'removed host': { host: word, service: word, aggregates: { type: 'array', items: word } },
  quota: { project: word, instances: { type: 'integer', minimum: -1 } },
  server: { name: word },
  placeholder: { consumer: word },
  port: { name: word },
  volume: { name: word },
  image: { name: word },
  'server group': { name: word },
  flavor: { name: word },
  offer: { name: word },
  lease: { host: word },
};

const entry = {
  oneOf: Object.entries(entryFields).map(([kind, fields]) => exactly({ kind: { const: kind }, ...fields })),
};

const common = { run: word, at: word };
const change = { ...common, number: { type: 'integer', minimum: 1 } };

const isLine = checkBy<Line>(
  {
    oneOf: [
      exactly({ ...common, what: { const: 'begun' }, cloud: word, release: word, machine: word, process: word }),
      exactly({ ...change, what: { const: 'open' }, scenario: word, entry }),
      exactly({ ...change, what: { const: 'made' }, uuid: word }),
      exactly({ ...change, what: { const: 'settled' } }),
    ],
  },
  { allowUnionTypes: true },
);

function exactly(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', required: Object.keys(properties), properties, additionalProperties: false };
}

/**
 * What is still open in a ledger's file. A last line that its run could not finish is passed over, for what it would have told
 * had not been done yet. Throws {@link LedgerUnreadable}.
 */
export function readLedger(file: string): LedgerFile {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const open = new Map<number, OpenEntry>();
  let about: LedgerFile['about'];
  let numbers = 0;
  lines.forEach((text, index) => {
    const line = parse(text, `${file}:${index + 1}`);
    if (line.what === 'begun') about = aboutOf(line);
    else {
      numbers = Math.max(numbers, line.number);
      apply(open, line);
    }
  });
  return { run: basename(file, '.jsonl'), file, about, open: [...open.values()], numbers };
}

/** The ledgers that runs have left in the folder, by their names; none when there is no such folder. */
export function leftLedgers(folder: string): readonly LedgerFile[] {
  const files = namesIn(folder).filter((name) => name.endsWith('.jsonl'));
  return files.toSorted().map((name) => readLedger(join(folder, name)));
}

/** A folder that cannot be looked into may hold any ledger; so may one behind a link that leads nowhere. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && ![folder, dirname(folder)].some(isLinkToNowhere)) return [];
    const why = error instanceof Error ? error.message : String(error);
    throw new LedgerUnreadable(`whether runs have left a ledger in ${folder} cannot be seen: ${why}`);
  }
}

function isLinkToNowhere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && !existsSync(path);
}

/** The ledger of a run that ended without settling it, to be gone on with. */
export function reopen({ run, file, about, open, numbers }: LedgerFile, durability: Durability): Ledger {
  return new Ledger(run, file, about, durability, { open, numbers });
}

function apply(open: Map<number, OpenEntry>, line: Change): void {
  const known = open.get(line.number);
  if (line.what === 'open') open.set(line.number, { number: line.number, scenario: line.scenario, entry: line.entry });
  else if (line.what === 'settled') open.delete(line.number);
  else if (known !== undefined) open.set(line.number, { ...known, uuid: line.uuid });
}

function aboutOf({ cloud, release, machine, process }: Begun): LedgerFile['about'] {
  return { cloud, release, machine, process };
}

function parse(text: string, where: string): Line {
  const line = parseJson(text, where);
  if (isLine(line)) return line;
  throw new LedgerUnreadable(`${where} is no line of a ledger: ${text.slice(0, 200)}`);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LedgerUnreadable(`${where} is no JSON: ${text.slice(0, 200)}`);
  }
}
