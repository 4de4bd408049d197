import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { Writable } from 'node:stream';
import { collectOutcomes, type ScenarioOutcome } from './outcomes';

/** Runs a feature of a fixture with its steps and the project's hooks, once in a process, and returns what became of each scenario by its id. */
export async function runFeature(feature: string, steps: string): Promise<ReadonlyMap<string, ScenarioOutcome>> {
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const environment = { stdout: silent, stderr: silent };
  const provided = { paths: [feature], require: [steps] };
  const { runConfiguration } = await loadConfiguration({ provided }, environment);
  const configuration = { ...runConfiguration, sources: { ...runConfiguration.sources, paths: [feature] } };
  const envelopes: Envelope[] = [];
  await runCucumber(configuration, environment, (envelope) => envelopes.push(envelope));
  return collectOutcomes(envelopes);
}
