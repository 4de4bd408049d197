import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The schema of summary.json, as a text. */
export const summarySchema = readFileSync(join(__dirname, '..', '..', 'config', 'summary.schema.json'), 'utf8');

/** The same as nothing may stand in a summary that it does not describe. */
export function closedSummarySchema(): object {
  return objectIn(summarySchema.replaceAll('"properties": {', '"additionalProperties": false, "properties": {'));
}

/** The object that a text in JSON is. */
export function objectIn(text: string): object {
  const read: unknown = JSON.parse(text);
  assert.ok(typeof read === 'object' && read !== null);
  return read;
}
