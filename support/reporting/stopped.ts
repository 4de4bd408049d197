import { AttachmentContentEncoding, HookType, TestStepResultStatus } from '@cucumber/messages';
import type { Envelope, TestStepFinished } from '@cucumber/messages';
import { skipMarker } from './skip-marker';

/** The class of the error that breaks a step off when the run is told to end (`support/safety/interruption.ts`). */
const stop = 'Interrupted';

/**
 * Tells what a signal has stopped as it tells what it has kept from being begun: as skipped, with the reason. Only a failure shows
 * something of the cloud. Of an After hook it is a failure all the same, for its work is not done.
 */
export class StopsAsSkips {
  readonly #afterHooks = new Set<string>();
  readonly #afterSteps = new Set<string>();

  /** The messages that are to be told in the place of this one of cucumber's. */
  told(envelope: Envelope): readonly Envelope[] {
    const { hook, testCase, testStepFinished } = envelope;
    if (hook?.type === HookType.AFTER_TEST_CASE) this.#afterHooks.add(hook.id);
    for (const { id, hookId } of testCase?.testSteps ?? []) {
      if (this.#afterHooks.has(hookId ?? '')) this.#afterSteps.add(id);
    }
    return testStepFinished === undefined ? [envelope] : this.#toldStep(envelope, testStepFinished);
  }

  #toldStep(envelope: Envelope, { testStepResult, ...step }: TestStepFinished): readonly Envelope[] {
    const { exception, duration } = testStepResult;
    if (exception?.type !== stop || this.#afterSteps.has(step.testStepId)) return [envelope];
    const marker = skipMarker('skipped', exception.message ?? 'the run was told to end');
    return [
      { attachment: { ...step, ...marker, contentEncoding: AttachmentContentEncoding.IDENTITY } },
      { testStepFinished: { ...step, testStepResult: { status: TestStepResultStatus.SKIPPED, duration } } },
    ];
  }
}
