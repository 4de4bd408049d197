import { loadConfiguration, loadSources, type IPlannedPickle } from '@cucumber/cucumber/api';
import { relative } from 'node:path';
import { printable } from '../printable';
import { scenarioId } from '../scenario-id';
import { draftVocabulary, projectTags, readFeatureFiles } from '../scenarios/files';
import { lint } from '../scenarios/lint';
import { definedStepsIn, loadProjectSteps } from '../scenarios/step-definitions';
import { ConfigurationProblem } from './configuration-problem';
import { sourcesOf } from './run-scenarios';
import { messageOf } from './message-of';
import type { GateOptions } from './options';
import { selectionInWords } from './selection';
import { tagsOfSelection } from './selection-tags';
import type { Surroundings } from './task';

/**
 * Lists the scenarios that would run, and checks their files as the linter does: nothing is run, and no cloud is asked. Resolves to 0
 * when there is nothing to mend, to 1 when there is, and to 2 when nothing is selected or it could not be done.
 */
export async function lookOver(options: GateOptions, surroundings: Surroundings): Promise<0 | 1 | 2> {
  const { root, print } = surroundings;
  try {
    const { shard: _, ...selected } = options;
    const { runConfiguration } = await loadConfiguration({}, { cwd: root });
    const sources = sourcesOf(runConfiguration.sources, { ...selected, root, order: 'defined' });
    const { plan, errors } = await loadSources(sources, { cwd: root });
    const paths = [...new Set([...plan, ...errors].map(({ uri }) => uri))];
    if (paths.length === 0) throw new ConfigurationProblem(`no scenario ${selectionInWords(options)}`);
    const tags = errors.length > 0 ? [] : await tagsOfSelection(sources, root);
    const findings = await findingsIn(paths, surroundings);
    print(printable(plan.map((pickle, index) => `${lineOf(pickle, tags[index] ?? [], root)}\n`).join('')));
    print(printable(findings.map((finding) => `${finding}\n`).join('')));
    const mend = findings.length === 0 ? 'nothing to mend' : `${findings.length} to mend`;
    const scenarios = plan.length === 1 ? '1 scenario' : `${plan.length} scenarios`;
    print(`DRY RUN: ${scenarios} would run, ${mend}; nothing was run, so this is no verdict\n`);
    return findings.length === 0 ? 0 : 1;
  } catch (error) {
    print(printable(`DRY RUN: it could not be done: ${messageOf(error)}\n`));
    return 2;
  }
}

/** `LD-1  The host is forced down  features/local-delete/forced-down-host.feature:21`. */
function lineOf({ name, uri, location }: IPlannedPickle, tags: readonly string[], root: string): string {
  return [scenarioId(tags) ?? '(no id)', name, `${relative(root, uri) || uri}:${location.line}`].join('  ');
}

/** What the linter finds in the files, as it tells it. */
async function findingsIn(paths: readonly string[], { root, support }: Surroundings): Promise<readonly string[]> {
  const defined = support === undefined ? await loadProjectSteps(root) : definedStepsIn(support, root);
  const context = { tags: projectTags(root), vocabulary: draftVocabulary(root), defined };
  return lint(readFeatureFiles(root, paths), context).map(
    ({ path, line, message, mend }) => `${path}:${line}  ${message}. Mend: ${mend}.`,
  );
}
