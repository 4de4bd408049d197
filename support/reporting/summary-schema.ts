import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBy, type Check } from '../check';
import type { ShortSummary } from './summary';

const file = join(__dirname, '..', '..', 'config', 'summary.schema.json');

/** A check of a summary that was read, by config/summary.schema.json, which is read for that. Keys that the schema does not know may be there. */
export function summaryCheck(): Check<ShortSummary> {
  return checkBy<ShortSummary>(asSchema(readFileSync(file, 'utf8')));
}

function asSchema(text: string): object {
  const read: unknown = JSON.parse(text);
  if (typeof read === 'object' && read !== null) return read;
  throw new Error(`${file} is no JSON schema`);
}
