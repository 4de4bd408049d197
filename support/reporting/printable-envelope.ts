import { parseEnvelope } from '@cucumber/messages';
import type { Envelope } from '@cucumber/messages';
import { printable } from '../printable';

/** A message that is longer has a whole answer of the cloud in it: its beginning tells enough. */
const longestMessage = 20_000;

/** The same message of cucumber, with what a failure says made fit to be shown: it may have words of a cloud in it. */
export function printableEnvelope(envelope: Envelope): Envelope {
  const { testStepFinished, testRunHookFinished } = envelope;
  const result = testStepFinished?.testStepResult ?? testRunHookFinished?.result;
  if (result?.message === undefined && result?.exception === undefined) return envelope;
  return parseEnvelope(JSON.stringify(envelope, (_key, value: unknown) => (isText(value) ? brief(value) : value)));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function brief(text: string): string {
  if (text.length <= longestMessage) return printable(text);
  return `${printable(text.slice(0, longestMessage))}… (${text.length} characters in all)`;
}
