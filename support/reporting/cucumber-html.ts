import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CucumberHtmlStream } from '@cucumber/html-formatter';
import { parseEnvelope } from '@cucumber/messages';
import type { Envelope } from '@cucumber/messages';
import { sealHtml } from './seal';
import { readSkipMarker } from './skip-marker';
import { writeWhole } from './write-whole';

/**
 * Writes cucumber's own HTML report from the messages of a run. Cucumber itself would leave the page unfinished when a
 * BeforeAll or AfterAll hook fails, and could not show why a scenario was skipped.
 */
export async function writeCucumberHtml(file: string, envelopes: readonly Envelope[]): Promise<void> {
  const page = await pipeline(Readable.from(readable(envelopes)), new CucumberHtmlStream(), textOf);
  writeWhole(file, sealHtml(page));
}

async function textOf(chunks: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += String(chunk);
  return text;
}

/** The messages as the report has to show them: ended, with skips told in words, and without the pages, of which it would show the source. */
function readable(envelopes: readonly Envelope[]): Envelope[] {
  const told = envelopes.filter(({ attachment }) => attachment?.mediaType !== 'text/html').map(withSkipInWords);
  const started = envelopes.find(({ testRunStarted }) => testRunStarted !== undefined)?.testRunStarted;
  if (started === undefined || envelopes.some(({ testRunFinished }) => testRunFinished !== undefined)) {
    return told;
  }
  const { timestamp, id: testRunStartedId } = started;
  return [...told, remade({ testRunFinished: { success: false, timestamp, testRunStartedId } })];
}

function withSkipInWords(envelope: Envelope): Envelope {
  const { attachment } = envelope;
  const skip = attachment === undefined ? undefined : readSkipMarker(attachment);
  if (attachment === undefined || skip === undefined) {
    return envelope;
  }
  const { testCaseStartedId, testStepId, timestamp, contentEncoding } = attachment;
  const words = { mediaType: 'text/x.cucumber.log+plain', body: `${skip.kind}: ${skip.reason}` };
  return remade({ attachment: { testCaseStartedId, testStepId, timestamp, contentEncoding, ...words } });
}

function remade(message: object): Envelope {
  return parseEnvelope(JSON.stringify(message));
}
