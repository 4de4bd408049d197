import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installMatchers } from '../../support/books/matchers';
import { openEmbeddedCloud } from '../../support/clouds/embedded';
import { defaultParameters } from '../../support/clouds/parameters';
import { Ledger } from '../../support/safety/ledger';
import type { SeamChange } from '../../support/stub/seams';
import { runAt } from '../../support/world/run';
import { beginScenario, type Scenario } from '../../support/world/scenario';

/** A run on an embedded cloud of its own, for tests of the World's nouns. */
export interface Stay {
  /** Begins a scenario with steps of these texts on a fresh cloud. */
  begin(steps: readonly string[]): Promise<Scenario>;
  /** Cleans up after the scenario and ends it. */
  end(scenario: Scenario): Promise<void>;
  close(): Promise<void>;
}

/** @param changes make the cloud behave differently */
export async function openStay(changes: readonly SeamChange[] = []): Promise<Stay> {
  installMatchers();
  const directory = mkdtempSync(join(tmpdir(), 'stay-'));
  const cloud = await openEmbeddedCloud(defaultParameters, changes);
  const run = runAt(cloud, 'abc123', new Ledger('abc123', join(directory, 'ledger.jsonl')));
  return {
    begin: (steps) => beginScenario(run, 'LD-1', steps),
    end: async (scenario) => {
      await scenario.cleanUp();
      await scenario.end();
    },
    close: async () => {
      await cloud.close();
      rmSync(directory, { recursive: true });
    },
  };
}
