import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFacts } from '../conclusion';
import { failureKinds } from '../kind';
import type { Failure, ParseFailure, RunVerdict, ScenarioVerdict } from '../verdict';
import { writeWhole } from '../write-whole';
import { attachedAfter, markerFiles, mendContainer, mendResult, runFailureResult, untoldResult } from './mend';
import { parseContainer, parseResult } from './result';
import type { AllureContainer, AllureResult } from './result';
import { takeResults } from './writer';

/** Empties the folder of the raw results: Allure would mix the last run into this one. */
export function emptyResults(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/**
 * Writes the raw results that were told for a folder so that they say what the verdicts say, with what Allure's formatter leaves out:
 * scenarios that were not run, failed hooks of the run, the environment and the categories. The hooks around a scenario share a file.
 * @throws Error when a result belongs to no scenario of the run, and what Node throws when a file, also an attachment, could not be written.
 */
export function writeResults(folder: string, run: RunVerdict, facts: RunFacts, root: string): void {
  const { texts, failures } = takeResults(folder);
  const told = [...texts];
  const containers = told
    .filter(([file]) => file.endsWith('-container.json'))
    .map(([file, text]) => parseContainer(text, file));
  const results = told.filter(([file]) => file.endsWith('-result.json')).map(([file, text]) => parseResult(text, file));
  const untold = new Set(run.scenarios);
  for (const result of results) {
    const scenario = belongsTo(result, untold);
    untold.delete(scenario);
    const around = containers.filter(({ children }) => children.includes(result.uuid));
    write(folder, `${result.uuid}-result.json`, mendResult(result, scenario, root, around.flatMap(attachedAfter)));
    const hooks = mendContainer(joined(result.uuid, around), scenario, root);
    write(folder, `${hooks.uuid}-container.json`, hooks);
  }
  for (const file of markerFiles([
    ...results,
    ...containers.flatMap(({ befores, afters }) => [...befores, ...afters]),
  ])) {
    rmSync(join(folder, file), { force: true });
  }
  addUntold(folder, [...untold], run, root);
  writeWhole(join(folder, 'environment.properties'), environment(facts));
  write(folder, 'categories.json', categories);
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

/** Allure's formatter tells each hook in a container of its own. */
function joined(uuid: string, containers: readonly AllureContainer[]): AllureContainer {
  return {
    uuid: `${uuid}-hooks`,
    children: [uuid],
    befores: containers.flatMap(({ befores }) => befores),
    afters: containers.flatMap(({ afters }) => afters),
  };
}

function addUntold(folder: string, untold: readonly ScenarioVerdict[], run: RunVerdict, root: string): void {
  const now = Date.now();
  const added = [
    ...untold.map((scenario) => untoldResult(scenario, root, now)),
    ...[...run.hookFailures, ...run.parseFailures.map(asFailure)].map((failure) =>
      runFailureResult(failure, root, now),
    ),
  ];
  for (const result of added) {
    write(folder, `${result.uuid}-result.json`, result);
  }
}

/** Allure's writer knows no ids of ours; a scenario is found by its title, its tags and the moment when it started. */
function belongsTo(result: AllureResult, scenarios: ReadonlySet<ScenarioVerdict>): ScenarioVerdict {
  const tags = result.labels.filter(({ name }) => name === 'tag').map(({ value }) => value);
  const found = [...scenarios].find(
    ({ title, startedAt, tags: own }) =>
      title === result.name && startedAt === result.start && own.join(' ') === tags.join(' '),
  );
  if (found === undefined) {
    throw new Error(`Allure's result ${result.uuid} ("${result.name}") belongs to no scenario of this run`);
  }
  return found;
}

function environment({ cloud, release, defect, seed, microversions }: RunFacts): string {
  const versions = Object.entries(microversions).map(([service, version]) => [`microversion.${service}`, version]);
  return [['cloud', cloud], ['release', release], ['defect', defect ?? 'none'], ...versions, ['seed', String(seed)]]
    .map(([name, value]) => `${name ?? ''} = ${value ?? ''}\n`)
    .join('');
}

function asFailure({ uri, line, message }: ParseFailure): Failure {
  return { where: `${uri}:${line} is no Gherkin`, outcome: 'undefined', message };
}

/** Whose matter each result is that did not pass: no result belongs to two. */
const categories = [
  ...failureKinds.map((kind) => ({
    name: kind.replace(/^./, (letter) => letter.toUpperCase()),
    matchedStatuses: ['failed', 'broken'],
    traceRegex: `${kind}\n[\\s\\S]*`,
  })),
  { name: 'The cloud does not offer it', matchedStatuses: ['skipped'], messageRegex: 'skipped: .*' },
  { name: 'About another release', matchedStatuses: ['skipped'], messageRegex: 'not applicable: .*' },
];

function write(folder: string, file: string, content: unknown): void {
  writeWhole(join(folder, file), JSON.stringify(content, null, 1));
}
