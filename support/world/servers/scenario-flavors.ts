import type { Scenario } from '../scenario';

/** More disk than any host has, in GiB; quotas do not count it. */
const endlessDisk = 1_000_000_000;

/** Flavors that the operator makes for the scenario alone. */
export class Flavors {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /**
   * Makes a flavor for which no host has room, and returns its id. Only operators may use it. What is too large is the ephemeral disk,
   * which also counts for a server that boots from a volume.
   */
  async makeTooLarge(): Promise<string> {
    const { run, id, people } = this.#scenario;
    const name = `ld-${run.name}-${id}-flavor`;
    const entry = run.ledger.open(id, { kind: 'flavor', name });
    const { flavors } = people.person('operator').compute;
    const made = await flavors.create({
      name,
      vcpus: 1,
      ram: 512,
      disk: 1,
      ephemeral: endlessDisk,
      visibility: 'private',
    });
    run.ledger.made(entry, made.id);
    return made.id;
  }
}
