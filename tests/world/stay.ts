import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, type TestContext } from 'node:test';
import { installMatchers } from '../../support/books/matchers';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import { Ledger } from '../../support/safety/ledger';
import type { SeamChange } from '../../support/stub/seams';
import { runAt, type Run } from '../../support/world/run/run';
import { beginScenario, type Scenario } from '../../support/world/scenario';

/** A run on an embedded cloud of its own, for tests of the World's nouns. */
export interface Stay {
  readonly run: Run;
  /** Begins a scenario with steps of these texts on a fresh cloud. */
  begin(steps: readonly string[]): Promise<Scenario>;
  /** Cleans up after the scenario and ends it, whether or not that could be done. */
  end(scenario: Scenario): Promise<void>;
}

/** A stay that whoever has opened it has to close: its listener keeps the process alive. */
interface OpenStay extends Stay {
  close(): Promise<void>;
}

/** What a test does to the scenario that it is in. */
export interface Staying {
  /** Ends the scenario and begins another one with steps of these texts. */
  again(steps: readonly string[]): Promise<Scenario>;
}

/**
 * Begins a scenario on a fresh cloud before each test of the group that calls this, and cleans up and ends it after each. All are of one run.
 *
 * @param ready is given the scenario, to keep it and to make what every test begins with
 * @param steps the texts of the scenario's steps
 */
export function stayInEachTest(
  ready: (scenario: Scenario) => Promise<void> | void,
  steps: readonly string[] = [],
): Staying {
  let stay: OpenStay;
  let scenario: Scenario;
  before(async () => {
    stay = await enter();
  });
  beforeEach(async () => {
    scenario = await stay.begin(steps);
    await ready(scenario);
  });
  afterEach(() => stay.end(scenario));
  after(() => stay.close());
  return {
    again: async (others) => {
      await stay.end(scenario);
      scenario = await stay.begin(others);
      return scenario;
    },
  };
}

/**
 * Opens a stay that ends with the test, and with it the scenario that is on, however the test ends.
 *
 * @param changes make the cloud behave differently
 */
export async function openStay(t: Pick<TestContext, 'after'>, changes: readonly SeamChange[] = []): Promise<Stay> {
  const stay = await enter(changes);
  t.after(() => stay.close());
  return stay;
}

/** What is wrong with the books of the cloud now. */
export async function imbalanceOf({ balance }: Scenario): Promise<string> {
  return (await balance.strike()).imbalance;
}

async function enter(changes: readonly SeamChange[] = []): Promise<OpenStay> {
  installMatchers();
  const directory = mkdtempSync(join(tmpdir(), 'stay-'));
  const cloud = await openEmbeddedCloud(defaultParameters, changes);
  const run = runAt(cloud, 'abc123', new Ledger('abc123', join(directory, 'ledger.jsonl')));
  let current: Scenario | undefined;
  const end = async (scenario: Scenario): Promise<void> => {
    current = undefined;
    try {
      await scenario.ending.cleanUp();
    } finally {
      await scenario.ending.leave();
    }
  };
  return {
    run,
    begin: async (steps) => (current = await beginScenario(run, 'LD-1', steps)),
    end,
    close: async () => {
      try {
        if (current !== undefined) await end(current);
      } finally {
        run.pool.close();
        rmSync(directory, { recursive: true });
        await cloud.close();
      }
    },
  };
}
