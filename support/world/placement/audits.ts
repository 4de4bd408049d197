import { sameAmounts, tellAmounts } from '../../books/amounts';
import type { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { CountedConsumer } from '../../books/usage';
import type { NovaManageControl, OrphanedAllocation } from '../../contract/cloud-control';
import type { Placeholders } from './placeholders';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly placeholders: Placeholders };

/** The operator's audit of all allocations, on a cloud with the capability `nova-manage`. */
export class Audits extends Noun<Needs> {
  #found: readonly OrphanedAllocation[] | undefined;

  /** Runs the audit, which removes nothing. */
  async run(): Promise<void> {
    this.#found = await this.#control().audit();
  }

  /**
   * Expects the last audit to have found the unknown consumer with all that it was given, and nobody else on the exclusive hosts who has
   * come there with the scenario: what was orphaned before is found as well.
   */
  async expectOnlyUnknown(): Promise<void> {
    const { placeholders, books, verifications } = this.needs;
    if (this.#found === undefined) throw new Error('no step has run the audit');
    const unknown = placeholders.ofUnknown();
    const provider = await books.providerOf(unknown.host);
    verifications.note();
    const found = this.#found.find((orphan) => orphan.consumer === unknown.consumer && orphan.provider === provider);
    const others = this.#found.filter(({ consumer }) => consumer !== unknown.consumer && books.isNew(consumer));
    if (found !== undefined && sameAmounts(found.amounts, unknown.amounts) && others.length === 0) return;
    const own = this.#found.filter(({ consumer }) => consumer === unknown.consumer);
    throw await this.#failure(unknown, own, others);
  }

  /** Expects the last audit to have found nobody on the exclusive hosts who has come there with the scenario. */
  async expectNothing(): Promise<void> {
    const { books, transcript, verifications } = this.needs;
    if (this.#found === undefined) throw new Error('no step has run the audit');
    const found = this.#found.filter(({ consumer }) => books.isNew(consumer));
    verifications.note();
    if (found.length === 0) return;
    throw failure({
      expected: 'the audit finds nothing of the scenario',
      seen: await Promise.all(
        found.map(async (each) => `${this.#nameOf(each)} ${tellHeld(each, await books.hostOf(each.provider))}`),
      ),
      last: transcript.lastChange(),
      likely: spares,
    });
  }

  #nameOf({ consumer }: OrphanedAllocation): string {
    const { knownServers, knownMoves } = this.needs;
    const moved = knownServers.byId(knownMoves.byMigration(consumer)?.server);
    if (moved !== undefined) return `the migration of ${moved.name}`;
    return knownServers.byId(consumer)?.name ?? 'another consumer';
  }

  async #failure(
    unknown: CountedConsumer,
    own: readonly OrphanedAllocation[],
    others: readonly OrphanedAllocation[],
  ): Promise<ExpectationFailed> {
    const last = this.needs.transcript.lastChange();
    const expected = `the unknown consumer ${tellHeld(unknown, unknown.host)}, and nobody else`;
    const seen = await Promise.all([...own, ...others].map((orphan) => this.#tell(orphan)));
    const likely = others.length === 0 ? await this.#whyMissed() : spares;
    return failure({
      expected,
      seen: seen.length === 0 ? 'the audit found nothing of the scenario' : seen,
      last,
      likely,
    });
  }

  async #tell(orphan: OrphanedAllocation): Promise<string> {
    const { books, placeholders, knownServers } = this.needs;
    const server = knownServers.byId(orphan.consumer);
    const stranger =
      orphan.consumer === placeholders.ofUnknown().consumer ? 'the unknown consumer' : 'another consumer';
    return `${server?.name ?? stranger} ${tellHeld(orphan, shortId(await books.hostOf(orphan.provider)))}`;
  }

  /** The audit is to blame as long as Placement counts the consumer. */
  async #whyMissed(): Promise<string> {
    const { byHost } = await this.needs.placeholders.heldByUnknown();
    const held = [...byHost].map(([host, amounts]) => `${tellAmounts(amounts)} on ${host}`);
    return held.length === 0
      ? 'somebody freed it before the audit: Placement knows of no allocation of it now'
      : `the audit passed over what Placement counts: ${held.join(' and ')}`;
  }

  #control(): NovaManageControl {
    const { control, name } = this.needs.cloud;
    if (control.novaManage === undefined)
      throw new Error(`${name} cannot run nova-manage: the scenario needs @nova-manage`);
    return control.novaManage;
  }
}

const spares = 'the audit takes for orphaned what a server or a move of the host holds';

function tellHeld({ consumer, amounts }: Pick<OrphanedAllocation, 'consumer' | 'amounts'>, where: string): string {
  return `(${shortId(consumer)}) with ${tellAmounts(amounts)} on ${where}`;
}
