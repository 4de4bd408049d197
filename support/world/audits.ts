import { sameAmounts, tellAmounts, type Amounts } from '../books/amounts';
import { ExpectationFailed } from '../books/expectation';
import { shortId, tellFindings } from '../books/telling';
import type { CountedConsumer } from '../books/usage';
import type { NovaManageControl, OrphanedAllocation } from '../clouds/cloud';
import type { Scenario } from './scenario';

/** The operator's audit of all allocations, on a cloud with the capability `nova-manage`. */
export class Audits {
  readonly #scenario: Scenario;
  #found: readonly OrphanedAllocation[] | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Runs the audit, which removes nothing. */
  async run(): Promise<void> {
    this.#found = await this.#control().audit();
  }

  /** Expects the last audit to have found the unknown consumer with all that it was given. Others may have been found, too. */
  async expectUnknown(): Promise<void> {
    const { placeholders, books, notes } = this.#scenario;
    if (this.#found === undefined) throw new Error('no step has run the audit');
    const unknown = placeholders.ofUnknown();
    const provider = await books.providerOf(unknown.host);
    notes.noteVerification();
    const found = this.#found.find((orphan) => orphan.consumer === unknown.consumer && orphan.provider === provider);
    if (found !== undefined && sameAmounts(found.amounts, unknown.amounts)) return;
    throw await this.#failure(unknown, this.#found);
  }

  async #failure(unknown: CountedConsumer, found: readonly OrphanedAllocation[]): Promise<ExpectationFailed> {
    const { consumer, amounts, host } = unknown;
    const last = this.#scenario.transcript.lastChange();
    const seen = await this.#tellFound(consumer, found);
    const likely = await this.#likelyCause();
    return new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `the unknown consumer ${tellHeld(consumer, amounts, host)}` },
        ...seen.map((text) => ({ label: 'seen', text })),
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        { label: 'likely', text: likely },
      ]),
    );
  }

  /** What was found of the consumer, and how much of others: the audit is about the whole cloud. */
  async #tellFound(consumer: string, found: readonly OrphanedAllocation[]): Promise<readonly string[]> {
    if (found.length === 0) return ['the audit found nothing'];
    const own = found.filter((orphan) => orphan.consumer === consumer);
    const told = own.map(async ({ provider, amounts }) =>
      tellHeld(consumer, amounts, shortId(await this.#scenario.books.hostOf(provider))),
    );
    const others = found.length - own.length;
    return [...(await Promise.all(told)), ...(others > 0 ? [`allocations of other consumers: ${others}`] : [])];
  }

  /** The audit is to blame as long as Placement counts the consumer. */
  async #likelyCause(): Promise<string> {
    const { byHost } = await this.#scenario.placeholders.heldByUnknown();
    const held = [...byHost].map(([host, amounts]) => `${tellAmounts(amounts)} on ${host}`);
    return held.length === 0
      ? 'somebody freed it before the audit: Placement knows of no allocation of it now'
      : `the audit took it for a server or a move of the host, or did not look at all of it: Placement counts ${held.join(' and ')}`;
  }

  #control(): NovaManageControl {
    const { control, name } = this.#scenario.cloud;
    if (control.novaManage === undefined)
      throw new Error(`${name} cannot run nova-manage: the scenario needs @nova-manage`);
    return control.novaManage;
  }
}

function tellHeld(consumer: string, amounts: Amounts, where: string): string {
  return `${shortId(consumer)} with ${tellAmounts(amounts)} on ${where}`;
}
