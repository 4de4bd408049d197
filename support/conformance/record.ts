import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { checkBy } from '../check';
import { releases, type Release } from '../contract/release';
import type { Effects, Observation, ObservedExchange, ObservedStep } from './observation';
import type { Shape } from './shape';

/** When, how and from which versions scenarios were recorded. */
export interface Recording {
  /** The cloud's kind or name. */
  readonly cloud: string;
  readonly release: string;
  /** The command that does the same again. */
  readonly command: string;
  readonly packages: Readonly<Record<string, string>>;
  /** The cloud's settings and timing, by name. */
  readonly configuration: Readonly<Record<string, string | number>>;
}

/** What a real cloud said of one scenario. */
export interface RecordedScenario {
  readonly verdict: string;
  /** Why it did not run there. */
  readonly reason?: string;
  /** The key of its recording: when that run began, ISO 8601 in UTC. */
  readonly run: string;
  /** The digest of its text; left out for one that did not run. */
  readonly text?: string;
  readonly steps?: readonly ObservedStep[];
  readonly effects?: Effects;
}

/** What a real cloud of a release said: recorded by runs there, never by hand. */
export interface ConformanceRecord {
  readonly recordings: Readonly<Record<string, Recording>>;
  readonly scenarios: Readonly<Record<string, RecordedScenario>>;
}

/** A record cannot be read; the message says which file and what is wrong. */
export class UnreadableRecord extends Error {
  override readonly name = 'UnreadableRecord';
}

/** The file of a release's record in the project's folder. */
export function recordFile(root: string, release: string): string {
  return join(root, 'tests', 'conformance', `${release}.json`);
}

/** The record of a release. */
export interface ReleaseRecord {
  readonly release: Release;
  readonly record: ConformanceRecord;
}

/** The records in the project's folder, that of the newest release first. Throws {@link UnreadableRecord}. */
export function readRecords(root: string): readonly ReleaseRecord[] {
  return releases.toReversed().flatMap((release) => {
    const record = readRecord(recordFile(root, release));
    return record === undefined ? [] : [{ release, record }];
  });
}

/** The record in a file; undefined when there is none. Throws {@link UnreadableRecord}. */
export function readRecord(file: string): ConformanceRecord | undefined {
  if (!existsSync(file)) return undefined;
  const written = readJson(file);
  if (!isWritten(written)) throw new UnreadableRecord(`${file} is no conformance record: ${isWritten.told('it')}`);
  const scenarios = Object.entries(written.scenarios).map(([id, { steps, ...rest }]): [string, RecordedScenario] => [
    id,
    { ...rest, ...(steps && { steps: steps.map((step) => readStep(step, written.shapes, file)) }) },
  ]);

  return { recordings: written.recordings, scenarios: Object.fromEntries(scenarios) };
}

/** Writes a record; shapes that several answers share are written once. */
export function writeRecord(file: string, { recordings, scenarios }: ConformanceRecord): void {
  const shapes = new Map<string, Shape>();
  const ids = Object.keys(scenarios).sort(byNumber);
  const written = ids.flatMap((id) => {
    const scenario = scenarios[id];
    if (scenario === undefined) return [];
    const { steps, ...rest } = scenario;
    return [[id, { ...rest, ...(steps && { steps: steps.map((step) => writeStep(step, shapes)) }) }] as const];
  });
  const used = new Set(Object.values(scenarios).map(({ run }) => run));
  const kept = Object.entries(recordings).filter(([run]) => used.has(run));
  mkdirSync(dirname(file), { recursive: true });
  const content = {
    recordings: Object.fromEntries(kept),
    shapes: Object.fromEntries([...shapes].sort(([a], [b]) => (a < b ? -1 : 1))),
    scenarios: Object.fromEntries(written),
  };
  // What the file has held is evidence: it is there until all of the new one is.
  writeFileSync(`${file}.part`, `${JSON.stringify(content, undefined, 1)}\n`);
  renameSync(`${file}.part`, file);
}

/** What a run showed, as it is recorded. */
export function recordedFrom(
  observation: Observation | undefined,
  about: Pick<RecordedScenario, 'verdict' | 'reason' | 'run'>,
): RecordedScenario {
  if (observation === undefined || about.verdict !== 'passed') return about;
  const { text, steps, effects } = observation;
  return { ...about, text, steps, ...(effects && { effects: { watched: effects.watched, freed: effects.freed } }) };
}

/** `owner DELETE compute 2.80 /servers/{server} 204 3fa81c02`. */
const exchangeLine = /^(.+) (\d+|no answer) ([0-9a-f]{8})$/;

interface WrittenStep {
  readonly step: string;
  readonly exchanges: readonly string[];
}

interface WrittenRecord {
  readonly recordings: ConformanceRecord['recordings'];
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly scenarios: Readonly<
    Record<string, Omit<RecordedScenario, 'steps'> & { readonly steps?: readonly WrittenStep[] }>
  >;
}

const word = { type: 'string' } as const;
const words = { type: 'array', items: word } as const;
const isWritten = checkBy<WrittenRecord>({
  type: 'object',
  required: ['recordings', 'shapes', 'scenarios'],
  properties: {
    recordings: {
      type: 'object',
      additionalProperties: { type: 'object', required: ['cloud', 'release', 'command', 'packages'] },
    },
    shapes: { type: 'object', additionalProperties: words },
    scenarios: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['verdict', 'run'],
        additionalProperties: false,
        properties: {
          verdict: word,
          reason: word,
          run: word,
          text: word,
          steps: {
            type: 'array',
            items: { type: 'object', required: ['step', 'exchanges'], properties: { step: word, exchanges: words } },
          },
          effects: { type: 'object', required: ['watched', 'freed'], properties: { watched: words, freed: words } },
        },
      },
    },
  },
});

/** The JSON in a file. Throws {@link UnreadableRecord}. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UnreadableRecord(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readStep({ step, exchanges }: WrittenStep, shapes: WrittenRecord['shapes'], file: string): ObservedStep {
  return {
    text: step,
    exchanges: exchanges.map((line): ObservedExchange => {
      const [, request, status, key = ''] = exchangeLine.exec(line) ?? [];
      const shape = shapes[key];
      if (request === undefined || shape === undefined) {
        throw new UnreadableRecord(`${file} has an exchange that cannot be read: ${line}`);
      }
      return { request, status: status === 'no answer' ? status : Number(status), shape };
    }),
  };
}

function writeStep({ text, exchanges }: ObservedStep, shapes: Map<string, Shape>): WrittenStep {
  const lines = exchanges.map(({ request, status, shape }) => {
    const key = createHash('sha256').update(shape.join('\n')).digest('hex').slice(0, 8);
    shapes.set(key, shape);
    return `${request} ${status} ${key}`;
  });
  return { step: text, exchanges: lines };
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
