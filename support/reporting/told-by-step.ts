import { AttachmentContentEncoding, parseEnvelope, TestStepResultStatus } from '@cucumber/messages';
import type { Attachment, Envelope, TestStepFinished } from '@cucumber/messages';
import { readSkipMarker } from './skip-marker';

/** The media type of what the page of cucumber shows as it stands, without a click. */
const shownAtOnce = 'text/x.cucumber.log+plain';

/**
 * The messages with all that is told of a scenario at its steps: the page of cucumber folds hooks away. What a hook attached comes to the
 * step that decided, or to the last one; why a scenario was left out to the first one; and what is known of a step without a definition
 * to that step, in the place of code to copy.
 */
export function tellBySteps(envelopes: readonly Envelope[]): readonly Envelope[] {
  const steps = new StepsOfAttempts(envelopes);
  return envelopes.flatMap((envelope) => {
    const { suggestion, attachment, testStepFinished } = envelope;
    if (suggestion !== undefined) return [];
    return attachment === undefined ? [...hintsFor(testStepFinished), envelope] : atStep(attachment, steps);
  });
}

/** The pages that are attached are told as text as well, and the source of one is nothing to read. */
function atStep(attachment: Attachment, steps: StepsOfAttempts): readonly Envelope[] {
  if (attachment.mediaType === 'text/html') return [];
  const { testCaseStartedId = '', testStepId = '' } = attachment;
  const skip = readSkipMarker(attachment);
  const step = skip === undefined ? steps.deciding(testCaseStartedId, testStepId) : steps.first(testCaseStartedId);
  const told = skip === undefined ? {} : { mediaType: shownAtOnce, body: `${skip.kind}: ${skip.reason}` };
  return [remade({ attachment: Object.assign({}, attachment, told, { testStepId: step ?? testStepId }) })];
}

/** Cucumber's page has words of its own for an ambiguous step. */
function hintsFor(finished: TestStepFinished | undefined): readonly Envelope[] {
  if (finished === undefined) return [];
  const { testCaseStartedId, testStepId, testStepResult, timestamp } = finished;
  const { status, message: body } = testStepResult;
  if (body === undefined || (status !== TestStepResultStatus.UNDEFINED && status !== TestStepResultStatus.PENDING))
    return [];
  const contentEncoding = AttachmentContentEncoding.IDENTITY;
  const attachment = { testCaseStartedId, testStepId, timestamp, mediaType: shownAtOnce, body, contentEncoding };
  return [remade({ attachment })];
}

/** Which steps each attempt at a scenario has, without hooks, and which one decided. */
class StepsOfAttempts {
  readonly #hooks = new Set<string>();
  readonly #steps = new Map<string, readonly string[]>();
  readonly #cases = new Map<string, string>();
  readonly #deciding = new Map<string, string>();

  constructor(envelopes: readonly Envelope[]) {
    for (const { testCase, testCaseStarted, testStepFinished } of envelopes) {
      if (testCase !== undefined) {
        const { id, testSteps } = testCase;
        for (const step of testSteps) if (step.hookId !== undefined) this.#hooks.add(step.id);
        this.#steps.set(
          id,
          testSteps.filter(({ hookId }) => hookId === undefined).map((step) => step.id),
        );
      }
      if (testCaseStarted !== undefined) this.#cases.set(testCaseStarted.id, testCaseStarted.testCaseId);
      if (testStepFinished !== undefined) this.#note(testStepFinished);
    }
  }

  /** Where something belongs that a hook attached; undefined where that is where it is. */
  deciding(attempt: string, step: string): string | undefined {
    return this.#hooks.has(step) ? (this.#deciding.get(attempt) ?? this.#of(attempt).at(-1)) : undefined;
  }

  first(attempt: string): string | undefined {
    return this.#of(attempt)[0];
  }

  #of(attempt: string): readonly string[] {
    return this.#steps.get(this.#cases.get(attempt) ?? '') ?? [];
  }

  #note({ testCaseStartedId, testStepId, testStepResult: { status } }: TestStepFinished): void {
    if (this.#hooks.has(testStepId) || this.#deciding.has(testCaseStartedId)) return;
    if (status !== TestStepResultStatus.PASSED && status !== TestStepResultStatus.SKIPPED) {
      this.#deciding.set(testCaseStartedId, testStepId);
    }
  }
}

function remade(message: object): Envelope {
  return parseEnvelope(JSON.stringify(message));
}
