import type { Scenario } from './scenario';

/** The paths between Nova and its neighbours, which the suite can disturb. */
export class Paths {
  readonly #scenario: Scenario;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Lets Nova's connections to Placement be refused until the scenario's clean-up. */
  async cutOffPlacement(): Promise<void> {
    await this.#scenario.guard.beforeDisturbingPath();
    await this.#scenario.books.open();
    this.#scenario.run.ledger.open(this.#scenario.id, { kind: 'path', neighbour: 'Placement' });
    await this.#scenario.cloud.control.disturb('Placement', { kind: 'refuse' });
  }

  /** Does the work while Nova's connections to Placement are refused, and mends the path whatever comes of it. */
  async whileNovaCannotReachPlacement(work: () => Promise<void>): Promise<void> {
    const { control } = this.#scenario.cloud;
    await this.#scenario.guard.beforeDisturbingPath();
    const { ledger } = this.#scenario.run;
    await this.#scenario.books.open();
    const entry = ledger.open(this.#scenario.id, { kind: 'path', neighbour: 'Placement' });
    await control.disturb('Placement', { kind: 'refuse' });
    try {
      await work();
    } finally {
      await control.mend('Placement');
      ledger.settle(entry);
    }
  }
}
