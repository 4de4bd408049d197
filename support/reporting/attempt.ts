import { AttachmentContentEncoding, TimeConversion } from '@cucumber/messages';
import type { Attachment, Envelope, TestCaseStarted, TestStepResult } from '@cucumber/messages';
import { readSkipMarker, type Skip } from './skip-marker';
import type { Attached } from './verdict';

/** A step or hook of an attempt that has ended. */
export interface AttemptedStep {
  readonly testStepId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly result: TestStepResult;
  readonly attached: readonly Attached[];
}

/** An attempt at a scenario, as far as cucumber's messages have told of it. */
export class Attempt {
  readonly started: TestCaseStarted;
  readonly steps: AttemptedStep[] = [];
  /** Why it is left out, where it is. */
  skip: Skip | undefined;
  /** Milliseconds since 1970; undefined while it goes on. */
  finishedAt: number | undefined;
  readonly #begun = new Map<string, number>();
  readonly #attached = new Map<string, Attached[]>();

  constructor(started: TestCaseStarted) {
    this.started = started;
  }

  /** When it began, in milliseconds since 1970. */
  get startedAt(): number {
    return TimeConversion.timestampToMillisecondsSinceEpoch(this.started.timestamp);
  }

  /** Takes a message in that is about this attempt. */
  add({ testStepStarted, testStepFinished, testCaseFinished, attachment }: Envelope): void {
    if (testStepStarted !== undefined) {
      const { testStepId, timestamp } = testStepStarted;
      this.#begun.set(testStepId, TimeConversion.timestampToMillisecondsSinceEpoch(timestamp));
    } else if (testStepFinished !== undefined) {
      const { testStepId, testStepResult: result } = testStepFinished;
      const startedAt = this.#begun.get(testStepId) ?? this.startedAt;
      this.steps.push({ testStepId, startedAt, result, attached: this.#attached.get(testStepId) ?? [] });
    } else if (attachment !== undefined) {
      this.#attach(attachment);
    } else if (testCaseFinished !== undefined) {
      this.finishedAt = TimeConversion.timestampToMillisecondsSinceEpoch(testCaseFinished.timestamp);
    }
  }

  #attach(attachment: Attachment): void {
    const skip = readSkipMarker(attachment);
    if (skip !== undefined) this.skip = skip;
    const { testStepId = '', fileName: name = 'Attachment', mediaType, body, contentEncoding } = attachment;
    const encoding = contentEncoding === AttachmentContentEncoding.BASE64 ? 'base64' : 'utf8';
    const attached = this.#attached.get(testStepId) ?? [];
    if (skip === undefined) this.#attached.set(testStepId, [...attached, { name, mediaType, body, encoding }]);
  }
}

/** The attempt that a message is about, by its id; undefined when it is about something else. */
export function attemptIn(envelope: Envelope): string | undefined {
  const { testStepStarted, testStepFinished, testCaseFinished, attachment } = envelope;
  return (testStepStarted ?? testStepFinished ?? testCaseFinished ?? attachment)?.testCaseStartedId;
}
