import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CucumberHtmlStream } from '@cucumber/html-formatter';
import { parseEnvelope } from '@cucumber/messages';
import type { Envelope } from '@cucumber/messages';
import { withHead, type AboutPage } from './cucumber-page';
import { sealHtml } from './seal';
import { tellBySteps } from './told-by-step';
import { writeWhole } from './write-whole';

/**
 * Writes cucumber's own HTML report from the messages of a run. Cucumber itself would leave the page unfinished when a
 * BeforeAll or AfterAll hook fails, and could not show why a scenario was skipped.
 */
export async function writeCucumberHtml(file: string, envelopes: readonly Envelope[], about: AboutPage): Promise<void> {
  const page = await pipeline(Readable.from(readable(envelopes)), new CucumberHtmlStream(), textOf);
  writeWhole(file, sealHtml(withHead(page, about)));
}

async function textOf(chunks: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += String(chunk);
  return text;
}

/** The messages as the report has to show them: ended, and told at the steps. */
function readable(envelopes: readonly Envelope[]): readonly Envelope[] {
  const told = tellBySteps(envelopes);
  const started = envelopes.find(({ testRunStarted }) => testRunStarted !== undefined)?.testRunStarted;
  if (started === undefined || envelopes.some(({ testRunFinished }) => testRunFinished !== undefined)) {
    return told;
  }
  const { timestamp, id: testRunStartedId } = started;
  const testRunFinished = { success: false, timestamp, testRunStartedId };
  return [...told, parseEnvelope(JSON.stringify({ testRunFinished }))];
}
