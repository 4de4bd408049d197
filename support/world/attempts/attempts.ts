import { UnexpectedAnswer } from '../../api/api-errors';
import { ExpectationFailed } from '../../books/expectation';
import { tellExchange, tellFindings, tellLikely, type Finding } from '../../books/findings';
import type { Refusal } from '../../parameter-types';
import type { Scenario } from '../scenario';
import { statusOf, tellRefusal } from './unexpected';

type Outcome = { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly by: UnexpectedAnswer };

/** The step that speaks of how the attempt before it was refused. */
const speaksOfRefusal = /^the request should be refused: /;

/** What people attempt and may be refused. Where the next step does not speak of that, it fails by the refusal: a Then judges, no When. */
export class Attempts {
  readonly #scenario: Scenario;
  #outcome: Outcome | undefined;
  #unspoken: UnexpectedAnswer | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /**
   * Does the work of a When; what it could change is looked at before. Resolves with undefined when the work was refused and a step
   * follows. Rejects with all else that the work rejects with.
   */
  async make<T>(work: () => Promise<T>): Promise<T | undefined> {
    await this.#scenario.originals.remember();
    await this.#scenario.accounts.remember();
    await this.#scenario.evidence.noteHeld();
    try {
      const result = await work();
      this.#outcome = { kind: 'accepted' };
      return result;
    } catch (error) {
      const next = this.#nextStep();
      if (!(error instanceof UnexpectedAnswer) || next === undefined) throw error;
      this.#outcome = { kind: 'refused', by: error };
      if (!speaksOfRefusal.test(next)) this.#unspoken = error;
      return undefined;
    }
  }

  /** The refusal of the attempt in the step before, when this step does not speak of it; it is told once. */
  takeUnspokenRefusal(): UnexpectedAnswer | undefined {
    const unspoken = this.#unspoken;
    this.#unspoken = undefined;
    return unspoken;
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

  #nextStep(): string | undefined {
    const { steps, transcript } = this.#scenario;
    return steps[transcript.steps().length];
  }

  async #wasAccepted(refusal: Refusal): Promise<ExpectationFailed> {
    const last = this.#scenario.transcript.lastAct();
    const cause = await this.#scenario.evidence.causeOfAcceptance(refusal);
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
