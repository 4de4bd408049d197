import { UnexpectedAnswer } from '../api/errors';
import { ExpectationFailed } from '../books/expectation';
import { tellExchange, tellFindings, tellLikely, type Finding } from '../books/telling';
import type { Refusal } from '../parameter-types';
import type { Scenario } from './scenario';
import { statusOf, tellRefusal } from './unexpected';

type Outcome = { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly by: UnexpectedAnswer };

/** The step that speaks of how the attempt before it was refused. */
const speaksOfRefusal = /^the request should be refused: /;

/** What people attempt and may be refused, if the next step speaks of that: otherwise the attempt itself has failed. */
export class Attempts {
  readonly #scenario: Scenario;
  #outcome: Outcome | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /**
   * Does the work of a When; what it could change is looked at before. Rejects with what the work rejects with, unless that is a
   * refusal of which the next step speaks: it resolves with undefined then.
   */
  async make<T>(work: () => Promise<T>): Promise<T | undefined> {
    await this.#scenario.originals.remember();
    await this.#scenario.accounts.remember();
    try {
      const result = await work();
      this.#outcome = { kind: 'accepted' };
      return result;
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer) || !this.#isToBeRefused()) throw error;
      this.#outcome = { kind: 'refused', by: error };
      return undefined;
    }
  }

  /** Expects the last attempt to have been refused in that way. */
  async expectRefused(refusal: Refusal): Promise<void> {
    const outcome = this.#outcome;
    if (outcome === undefined) throw new Error('no step before has attempted anything that could be refused');
    if (outcome.kind === 'accepted') throw await this.#wasAccepted(refusal);
    if (outcome.by.status !== statusOf[refusal]) throw this.#wasRefusedOtherwise(refusal, outcome.by);
    this.#scenario.transcript.expectError(outcome.by.exchange);
    this.#scenario.notes.noteVerification();
  }

  /** Does what the cloud has to refuse in that way, as a Given. Throws what else it answers, and when it accepts. */
  async expectFailure(refusal: Refusal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer)) throw error;
      if (error.status !== statusOf[refusal]) throw this.#wasRefusedOtherwise(refusal, error);
      this.#scenario.transcript.expectError(error.exchange);
      return;
    }
    throw await this.#wasAccepted(refusal);
  }

  #isToBeRefused(): boolean {
    const { steps, transcript } = this.#scenario;
    return speaksOfRefusal.test(steps[transcript.steps().length] ?? '');
  }

  async #wasAccepted(refusal: Refusal): Promise<ExpectationFailed> {
    const last = this.#scenario.transcript.lastAct();
    const cause = await this.#scenario.evidence.causeOfAcceptance();
    return notRefused(refusal, [
      { label: 'seen', text: 'it was accepted' },
      ...(last === undefined ? [] : [{ label: 'last', text: last }]),
      ...tellLikely(cause),
    ]);
  }

  #wasRefusedOtherwise(refusal: Refusal, seen: UnexpectedAnswer): ExpectationFailed {
    const cause = this.#scenario.evidence.causeOfRefusal(seen);
    return notRefused(refusal, [
      ...tellRefusal(seen),
      { label: 'last', text: tellExchange(seen.exchange) },
      ...tellLikely(cause),
    ]);
  }
}

function notRefused(refusal: Refusal, findings: readonly Finding[]): ExpectationFailed {
  const expected = `a request that is refused: ${refusal} (${statusOf[refusal]})`;
  return new ExpectationFailed(tellFindings([{ label: 'expected', text: expected }, ...findings]));
}
