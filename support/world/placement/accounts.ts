import { resourceClasses, sameAmounts, sumOf, tellAmounts, type Amounts } from '../../books/amounts';
import { failure } from '../../books/failure-findings';
import type { Account, PersonName, ServerAlias } from '../../parameter-types';
import type { KnownServer } from '../story/known-servers';
import { Noun, type Story } from '../story/story';

type Accounting = Readonly<Record<Account, Amounts>>;

/** What the owner's project uses: in Placement, by what consumers hold; in Nova's quota, by the servers that are there. */
export class Accounts extends Noun<Story> {
  #before: Accounting | undefined;
  #reading: Amounts | undefined;

  /** Looks at both accounts, where a later step compares with them. */
  async remember(): Promise<void> {
    if (!this.needs.steps.some((text) => /^the owner's .* should /.test(text))) return;
    const [usage, quota] = await Promise.all([this.#read('usage in Placement'), this.#read('quota')]);
    this.#before = { 'usage in Placement': usage, quota };
  }

  /** Lets the owner's project, as the operator, have no more servers than the quota counts now. */
  async useUpQuota(): Promise<void> {
    const { page, people } = this.needs;
    const project = await this.#project();
    const { maxInstances, instancesUsed } = await people.auditor.compute.limits.get(project);
    page.open({ kind: 'quota', project, instances: maxInstances });
    await people.person('operator').compute.quotaSets.setInstances(project, instancesUsed);
  }

  /** Reads the owner's project's usage in Placement as that person. Rejects with `UnexpectedAnswer` when it is refused. */
  async readAs(person: PersonName): Promise<void> {
    this.#reading = await this.needs.people.person(person).placement.usages.ofProject(await this.#project());
  }

  /** Expects the account to count the server as it did before the When: what a person has read, or what the auditor reads now. */
  async expectToCount(account: Account, server: ServerAlias): Promise<void> {
    const share = shareOf(account, this.needs.knownServers.find(server));
    const before = this.#remembered(account);
    if (!sameAmounts(atLeast(before, share), before)) {
      throw new Error(`the owner's ${account} did not count the server before the When: ${tellAmounts(before)}`);
    }
    const read = account === 'usage in Placement' ? this.#reading : undefined;
    this.#settle(account, read ?? (await this.#read(account)), before, 'as before');
  }

  /** Expects the account to count the server beside what it counted before the When. */
  async expectToCountAgain(account: Account, server: ServerAlias): Promise<void> {
    const known = this.needs.knownServers.find(server);
    const expected = sumOf([this.#remembered(account), shareOf(account, known)]);
    this.#settle(account, await this.#read(account), expected, `with ${known.name} again`);
  }

  /** Expects the account to be less by what it counted for the server before the When. */
  async expectNoLongerToCount(account: Account, server: ServerAlias): Promise<void> {
    const known = this.needs.knownServers.find(server);
    const expected = less(this.#remembered(account), shareOf(account, known));
    this.#settle(account, await this.#read(account), expected, `without ${known.name}`);
  }

  #settle(account: Account, seen: Amounts, expected: Amounts, words: string): void {
    this.needs.verifications.note();
    if (sameAmounts(seen, expected)) return;
    throw failure({
      expected: `the owner's ${account} ${words}: ${tellAmounts(expected)}`,
      seen: tellAmounts(seen),
      last: this.needs.transcript.lastChange(),
    });
  }

  #remembered(account: Account): Amounts {
    if (this.#before === undefined)
      throw new Error('nobody looked at the accounts before: nothing has been done since');
    return this.#before[account];
  }

  async #read(account: Account): Promise<Amounts> {
    const { auditor } = this.needs.people;
    const project = await this.#project();
    if (account === 'usage in Placement') return auditor.placement.usages.ofProject(project);
    const { instancesUsed, coresUsed, ramUsed } = await auditor.compute.limits.get(project);
    return { instances: instancesUsed, cores: coresUsed, 'RAM in MiB': ramUsed };
  }

  async #project(): Promise<string> {
    return (await this.needs.people.person('owner').session.project()).id;
  }
}

function shareOf(account: Account, { flavor }: KnownServer): Amounts {
  if (account === 'usage in Placement') return flavor;
  return { instances: 1, cores: flavor['VCPU'] ?? 0, 'RAM in MiB': flavor['MEMORY_MB'] ?? 0 };
}

function less(from: Amounts, share: Amounts): Amounts {
  return byClass(from, share, (amount, part) => amount - part);
}

function atLeast(amounts: Amounts, share: Amounts): Amounts {
  return byClass(amounts, share, Math.max);
}

function byClass(a: Amounts, b: Amounts, combine: (a: number, b: number) => number): Amounts {
  return Object.fromEntries(resourceClasses(a, b).map((name) => [name, combine(a[name] ?? 0, b[name] ?? 0)]));
}
