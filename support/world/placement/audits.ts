import { sameAmounts, tellAmounts } from '../../books/amounts';
import { ExpectationFailed } from '../../books/expectation';
import { shortId, tellFindings } from '../../books/findings';
import type { CountedConsumer } from '../../books/usage';
import type { NovaManageControl, OrphanedAllocation } from '../../contract/cloud-control';
import type { Scenario } from '../scenario';

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

  /**
   * Expects the last audit to have found the unknown consumer with all that it was given, and nobody else on the exclusive hosts who has
   * come there with the scenario: what was orphaned before is found as well.
   */
  async expectOnlyUnknown(): Promise<void> {
    const { placeholders, books, notes } = this.#scenario;
    if (this.#found === undefined) throw new Error('no step has run the audit');
    const unknown = placeholders.ofUnknown();
    const provider = await books.providerOf(unknown.host);
    notes.noteVerification();
    const found = this.#found.find((orphan) => orphan.consumer === unknown.consumer && orphan.provider === provider);
    const others = this.#found.filter(({ consumer }) => consumer !== unknown.consumer && books.isNew(consumer));
    if (found !== undefined && sameAmounts(found.amounts, unknown.amounts) && others.length === 0) return;
    const own = this.#found.filter(({ consumer }) => consumer === unknown.consumer);
    throw await this.#failure(unknown, own, others);
  }

  async #failure(
    unknown: CountedConsumer,
    own: readonly OrphanedAllocation[],
    others: readonly OrphanedAllocation[],
  ): Promise<ExpectationFailed> {
    const last = this.#scenario.transcript.lastChange();
    const seen = await Promise.all([...own, ...others].map((orphan) => this.#tell(orphan)));
    const likely =
      others.length === 0
        ? await this.#whyMissed()
        : 'the audit takes for orphaned what a server or a move of the host holds';
    return new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `the unknown consumer ${tellHeld(unknown, unknown.host)}, and nobody else` },
        ...(seen.length === 0 ? ['the audit found nothing of the scenario'] : seen).map((text) => ({
          label: 'seen',
          text,
        })),
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
        { label: 'likely', text: likely },
      ]),
    );
  }

  async #tell(orphan: OrphanedAllocation): Promise<string> {
    const { notes, books, placeholders } = this.#scenario;
    const server = notes.servers().find(({ uuid }) => uuid === orphan.consumer);
    const stranger =
      orphan.consumer === placeholders.ofUnknown().consumer ? 'the unknown consumer' : 'another consumer';
    return `${server?.name ?? stranger} ${tellHeld(orphan, shortId(await books.hostOf(orphan.provider)))}`;
  }

  /** The audit is to blame as long as Placement counts the consumer. */
  async #whyMissed(): Promise<string> {
    const { byHost } = await this.#scenario.placeholders.heldByUnknown();
    const held = [...byHost].map(([host, amounts]) => `${tellAmounts(amounts)} on ${host}`);
    return held.length === 0
      ? 'somebody freed it before the audit: Placement knows of no allocation of it now'
      : `the audit passed over what Placement counts: ${held.join(' and ')}`;
  }

  #control(): NovaManageControl {
    const { control, name } = this.#scenario.cloud;
    if (control.novaManage === undefined)
      throw new Error(`${name} cannot run nova-manage: the scenario needs @nova-manage`);
    return control.novaManage;
  }
}

function tellHeld({ consumer, amounts }: Pick<OrphanedAllocation, 'consumer' | 'amounts'>, where: string): string {
  return `(${shortId(consumer)}) with ${tellAmounts(amounts)} on ${where}`;
}
