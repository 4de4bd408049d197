import { UnexpectedAnswer } from '../api/errors';
import { ExpectationFailed } from '../books/expectation';
import { tellExchange, tellFindings } from '../books/telling';
import type { Refusal } from '../parameter-types';
import type { Scenario } from './scenario';

type Outcome = { readonly kind: 'accepted' } | { readonly kind: 'refused'; readonly by: UnexpectedAnswer };

/** The answers by which OpenStack refuses, as scenarios call them. */
const statusOf: Readonly<Record<Refusal, number>> = {
  invalid: 400,
  'not signed in': 401,
  'not allowed': 403,
  'not found': 404,
  'in conflict': 409,
  'server error': 500,
};

/**
 * What people attempt and may be refused. A refusal that no step speaks of next fails the scenario: every other noun of the
 * World then throws what the cloud answered, and so does the end of the scenario.
 */
export class Attempts {
  readonly #scenario: Scenario;
  #outcome: Outcome | undefined;
  #unspoken: UnexpectedAnswer | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Does the work of a When, which the cloud may refuse, and resolves with undefined then; what it could change is looked at before. */
  async make<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.requireSpokenOf();
    await this.#scenario.originals.remember();
    await this.#scenario.accounts.remember();
    try {
      const result = await work();
      this.#outcome = { kind: 'accepted' };
      return result;
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer)) throw error;
      this.#outcome = { kind: 'refused', by: error };
      this.#unspoken = error;
      return undefined;
    }
  }

  /** Expects the last attempt to have been refused in that way. */
  expectRefused(refusal: Refusal): void {
    const outcome = this.#outcome;
    if (outcome === undefined) throw new Error('no step before has attempted anything that could be refused');
    this.#unspoken = undefined;
    if (outcome.kind === 'refused' && outcome.by.status === statusOf[refusal]) {
      this.#scenario.transcript.expectError(outcome.by.exchange);
      this.#scenario.notes.noteVerification();
      return;
    }
    const last = outcome.kind === 'refused' ? tellExchange(outcome.by.exchange) : this.#scenario.transcript.lastAct();
    throw this.#notRefused(refusal, tellOutcome(outcome), last);
  }

  /** Does what the cloud has to refuse in that way, as a Given. Throws what else it answers, and when it accepts. */
  async expectFailure(refusal: Refusal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer) || error.status !== statusOf[refusal]) throw error;
      this.#scenario.transcript.expectError(error.exchange);
      return;
    }
    throw this.#notRefused(refusal, 'it was accepted', this.#scenario.transcript.lastAct());
  }

  /** Throws what the cloud answered when an attempt was refused and no step has spoken of it. */
  requireSpokenOf(): void {
    if (this.#unspoken !== undefined) throw this.#unspoken;
  }

  #notRefused(refusal: Refusal, seen: string, last: string | undefined): ExpectationFailed {
    return new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `a request that is refused: ${refusal} (${statusOf[refusal]})` },
        { label: 'seen', text: seen },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
      ]),
    );
  }
}

function tellOutcome(outcome: Outcome): string {
  if (outcome.kind === 'accepted') return 'it was accepted';
  const { status, faultMessage } = outcome.by;
  const known = Object.entries(statusOf).find(([, code]) => code === status)?.[0];
  const words = known === undefined ? String(status) : `${known} (${status})`;
  return `${words}: ${faultMessage ?? 'without a message'}`;
}
