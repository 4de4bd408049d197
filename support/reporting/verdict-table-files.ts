import type { RunSummary, VerdictRecord } from './verdict-table';
import { checkBy, type Check } from '../check';

/** A file is no record of verdicts, or no summary of a run. */
export class UnreadableVerdicts extends Error {
  override readonly name = 'UnreadableVerdicts';
}

const text = { type: 'string', minLength: 1 };
const seconds = { type: 'number', minimum: 0 };
const moment = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d' };
const versions = { type: 'object', additionalProperties: { type: 'string' } };
const status = {
  enum: ['passed', 'failed', 'undefined', 'pending', 'ambiguous', 'skipped', 'not applicable', 'not run'],
};

/** An object with these keys at least. */
function withKeys(required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

const isSummary = checkBy<RunSummary>(
  withKeys(
    {
      cloud: text,
      release: text,
      microversions: versions,
      packages: versions,
      scenarios: { type: 'array', items: withKeys({ id: text, status, seconds }, { reason: text }) },
      startedAt: moment,
      seconds,
      reproduce: text,
    },
    { defect: text },
  ),
);

const isRecord = checkBy<VerdictRecord>({
  type: 'object',
  additionalProperties: withKeys({
    runs: {
      type: 'object',
      additionalProperties: withKeys({ seconds, reproduce: text, microversions: versions, packages: versions }),
    },
    verdicts: { type: 'object', additionalProperties: withKeys({ status, seconds, run: moment }, { reason: text }) },
  }),
});

/** Reads a run's `summary.json`. `file` is what a message calls it. @throws UnreadableVerdicts */
export function readSummary(json: string, file: string): RunSummary {
  return read(json, file, isSummary, "the summary of a run of this version of the suite, like a run's summary.json");
}

/** Reads the record of the table's verdicts. `file` is what a message calls it. @throws UnreadableVerdicts */
export function readRecord(json: string, file: string): VerdictRecord {
  return read(json, file, isRecord, 'the record of the verdicts');
}

function read<T>(json: string, file: string, isRight: Check<T>, what: string): T {
  const content = parse(json, file);
  if (!isRight(content)) {
    throw new UnreadableVerdicts(`${file} is not ${what}: ${isRight.told('it').split(', ', 1).join()}`);
  }
  return content;
}

function parse(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UnreadableVerdicts(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
