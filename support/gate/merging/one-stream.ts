import { parseEnvelope, type Envelope } from '@cucumber/messages';
import { NotMerged, type PartFiles } from './part-files';

/**
 * The messages of all parts as one run would have sent them. Each part tells of all features, steps and hooks, by ids of its own: they
 * are told once, by those of the first part.
 * @throws NotMerged when a part tells of others than the first one
 */
export function oneStream(parts: readonly PartFiles[]): readonly Envelope[] {
  const [first] = parts;
  if (first === undefined) return [];
  const told = first.envelopes.filter(isAboutSuite);
  const events = parts.flatMap((part) => eventsOf(part, first));
  return [...told, ...beginning(first), ...events, ...ending(parts, first)];
}

/** What cucumber tells before anything runs, in each part alike. */
function isAboutSuite(envelope: Envelope): boolean {
  const { meta, source, gherkinDocument, pickle, hook, stepDefinition, parameterType, undefinedParameterType } =
    envelope;
  const told = [meta, source, gherkinDocument, pickle, hook, stepDefinition, parameterType, undefinedParameterType];
  return told.some((message) => message !== undefined);
}

function isAboutWholeRun({ testRunStarted, testRunFinished }: Envelope): boolean {
  return testRunStarted !== undefined || testRunFinished !== undefined;
}

function eventsOf(part: PartFiles, first: PartFiles): readonly Envelope[] {
  const events = part.envelopes.filter((envelope) => !isAboutSuite(envelope) && !isAboutWholeRun(envelope));
  if (part === first) return events;
  const [own, ofFirst] = [idsOf(part), idsOf(first)];
  if (own.length !== ofFirst.length) {
    throw new NotMerged(`${part.folder} is damaged: its messages tell of other features or steps than ${first.folder}`);
  }
  const known = new Map(own.map((id, index) => [id, ofFirst[index]]));
  const renamed = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? (known.get(value) ?? value) : value;
  return events.map((envelope) => parseEnvelope(JSON.stringify(envelope, renamed)));
}

/** The ids of all that cucumber tells before anything runs, and of the run, in an order that is the same in each part. */
function idsOf({ envelopes }: PartFiles): readonly string[] {
  const started = envelopes.flatMap(({ testRunStarted }) => testRunStarted?.id ?? []);
  const suite = JSON.stringify(envelopes.filter(isAboutSuite));
  return [...started, ...[...suite.matchAll(/"id":"([^"\\]*)"/g)].map(([, id = '']) => id)];
}

function beginning({ envelopes }: PartFiles): readonly Envelope[] {
  return envelopes.filter(({ testRunStarted }) => testRunStarted !== undefined);
}

function ending(parts: readonly PartFiles[], first: PartFiles): readonly Envelope[] {
  const ends = parts.flatMap(({ envelopes }) => envelopes.flatMap(({ testRunFinished }) => testRunFinished ?? []));
  const last = ends.toSorted((a, b) => b.timestamp.seconds - a.timestamp.seconds)[0];
  const { id = '' } = beginning(first)[0]?.testRunStarted ?? {};
  if (last === undefined) return [];
  const { timestamp } = last;
  const testRunFinished = { timestamp, testRunStartedId: id, success: ends.every(({ success }) => success) };
  return [parseEnvelope(JSON.stringify({ testRunFinished }))];
}
