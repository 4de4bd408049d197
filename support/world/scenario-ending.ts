import { cleanUp } from '../safety/cleanup';
import type { Run } from './run/run';
import type { Builds } from './servers/builds';
import { Noun, type Story } from './story/story';

type Needs = Story & { readonly builds: Builds; readonly run: Run };

/** What comes after a scenario's last step. */
export class Ending extends Noun<Needs> {
  /** The exchanges of its steps, and what Nova has freed where the cloud can tell. */
  async shown() {
    const { cloud, transcript } = this.needs;
    const { effects } = cloud.control;
    const steps = transcript.steps();
    if (effects === undefined) return { steps };
    return { steps, effects: { watched: effects.neighbours, seen: await effects.read() } };
  }

  /** Expects that nobody else has come to a host that was disturbed; otherwise puts all back at once and rejects with `Inconclusive`. */
  async expectNobodyElse(): Promise<void> {
    try {
      await this.needs.guard.afterDisturbing();
    } catch (error) {
      await this.cleanUp();
      throw error;
    }
  }

  /** Takes back what the scenario made and disturbed. Rejects with `PutBackFailed`. */
  async cleanUp(): Promise<void> {
    const { builds, people, run } = this.needs;
    const { cloud, ledger } = run;
    await builds.end();
    if (ledger.entries().length === 0) return;
    const { auditor } = people;
    await cleanUp({ cloud, ledger, owner: people.person('owner'), operator: people.person('operator'), auditor });
    if (cloud.kind !== 'embedded') await this.#adoptReturned();
  }

  async #adoptReturned(): Promise<void> {
    const { knownHosts, people, run } = this.needs;
    if (knownHosts.removed.size === 0) return;
    run.lasting.forgetProviders();
    await run.services?.adopt(people.auditor, knownHosts.removed);
  }

  /**
   * Expects access control to be as it was. On the embedded cloud, which is another one for each scenario, one scenario of a run
   * is looked at, by the run's order any of them; a real cloud is looked at when the run ends.
   */
  async expectSameAccess(): Promise<void> {
    const { cloud, watch } = this.needs.run;
    if (cloud.kind === 'embedded') await watch?.compareOnce();
  }

  /** Leaves the cloud. Rejects when work of the scenario goes on there. */
  async leave(): Promise<void> {
    this.needs.people.close();
    await this.needs.cloud.endScenario();
  }
}
