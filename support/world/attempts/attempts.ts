import { UnexpectedAnswer } from '../../api/api-errors';
import type { Refusal } from '../../parameter-types';
import type { Accounts } from '../placement/accounts';
import type { Reply } from '../story/refusals';
import { Noun, type Story } from '../story/story';
import type { Originals } from './originals';

type Needs = Story & { readonly accounts: Accounts; readonly originals: Originals };

/** The step that speaks of how the attempt before it was refused. */
const speaksOfRefusal = /^the request should be refused: /;

/** What people attempt and may be refused. Where the next step does not speak of that, it fails by the refusal: a Then judges, no When. */
export class Attempts extends Noun<Needs> {
  #reply: Reply | undefined;
  #unspoken: UnexpectedAnswer | undefined;

  /**
   * Does the work of a When; what it could change is looked at before. Resolves with undefined when the work was refused and a step
   * follows. Rejects with all else that the work rejects with.
   */
  async make<T>(work: () => Promise<T>): Promise<T | undefined> {
    await this.needs.originals.remember();
    await this.needs.accounts.remember();
    await this.needs.evidence.noteHeld();
    try {
      const result = await work();
      this.#reply = 'accepted';
      return result;
    } catch (error) {
      const next = this.#nextStep();
      if (!(error instanceof UnexpectedAnswer) || next === undefined) throw error;
      this.#reply = error;
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
    if (this.#reply === undefined) throw new Error('no step before has attempted anything that could be refused');
    await this.needs.refusals.expect(refusal, this.#reply);
    this.needs.verifications.note();
  }

  #nextStep(): string | undefined {
    const { steps, transcript } = this.needs;
    return steps[transcript.steps().length];
  }
}
