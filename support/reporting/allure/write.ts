import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFacts } from '../conclusion';
import { groupFailures } from '../groups';
import { onSameCloud, type History } from '../history';
import type { RunTimes } from '../summary';
import type { Failure, ParseFailure, RunVerdict } from '../verdict';
import { writeWhole } from '../write-whole';
import { Attachments } from './attachments';
import { executorOf, type Build } from './build';
import { categories } from './categories';
import { environmentOf } from './environment';
import { filesOfPast, isFlaky } from './past';
import { resultOf, runFailureResult } from './result';
import { hooksOf } from './steps';

/** Everything that Allure's results tell of a run. */
export interface AllureRun {
  readonly run: RunVerdict;
  readonly facts: RunFacts;
  readonly times: RunTimes;
  /** Which scenarios were asked for, in words. */
  readonly selection: string;
  /** The runs before it. */
  readonly history: History;
  readonly build?: Build | undefined;
  /** The project's folder: places in the code are told relative to it. */
  readonly root: string;
}

/**
 * Writes Allure's raw results into a folder that is empty or still to be made: each scenario with its hooks and attachments, what went
 * wrong outside scenarios, the environment, the categories, the build, and what was before; each file whatever becomes of the others.
 * Allure's own writer waits for the disk after each of more than a thousand.
 *
 * @throws what Node throws when one of them could not be written
 */
export function writeResults(folder: string, told: AllureRun): void {
  for (const each of [folder, join(folder, 'history')]) if (!existsSync(each)) mkdirSync(each);
  const failures: unknown[] = [];
  for (const [file, content] of filesOf(told)) {
    try {
      writeWhole(join(folder, file), content);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Everything that is written, by the names of the files. */
function filesOf({
  run,
  facts,
  times,
  selection,
  history,
  build,
  root,
}: AllureRun): ReadonlyMap<string, string | Buffer> {
  const now = Date.now();
  const attachments = new Attachments();
  const past = onSameCloud(history, facts);
  const scenarios = run.scenarios.map((scenario) => {
    const result = resultOf(scenario, root, now, attachments);
    const flaky = isFlaky(scenario.key, result.status, past);
    const statusDetails = { ...result.statusDetails, ...(flaky && { flaky }) };
    return { result: { ...result, statusDetails }, hooks: hooksOf(scenario, result.uuid, root, attachments) };
  });
  const failures = [...run.hookFailures, ...run.parseFailures.map(asFailure)];
  const results = [
    ...scenarios.map(({ result }) => result),
    ...failures.map((failure) => runFailureResult(failure, root, now)),
  ];
  return new Map<string, string | Buffer>([
    ...results.map((result) => [`${result.uuid}-result.json`, textOf(result)] as const),
    ...scenarios.map(({ hooks }) => [`${hooks.uuid}-container.json`, textOf(hooks)] as const),
    ...attachments.files,
    ['environment.properties', environmentOf(facts, times, groupFailures(run))],
    ['categories.json', textOf(categories)],
    ...(build === undefined ? [] : [['executor.json', textOf(executorOf(build))] as const]),
    ...[...filesOfPast(past, selection)].map(([file, content]) => [`history/${file}`, textOf(content)] as const),
  ]);
}

function asFailure({ uri, line, message }: ParseFailure): Failure {
  return { where: `${uri}:${line} is no Gherkin`, outcome: 'undefined', message };
}

function textOf(content: unknown): string {
  return JSON.stringify(content, null, 1);
}
