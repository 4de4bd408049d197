import { Writable } from 'node:stream';
import { loadConfiguration, loadSources, loadSupport, runCucumber } from '@cucumber/cucumber/api';
import type { IRunEnvironment, IRunOptions, ISourcesCoordinates, ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import type { RunParameters } from '../clouds/parameters';
import { printableEnvelope } from '../reporting/printable-envelope';
import { ConfigurationProblem } from './configuration-problem';
import { featurePathsOf } from './feature-paths';
import { messageOf } from './message-of';
import type { Shard } from './options';
import { definedStepsIn, type DefinedSteps } from '../scenarios/step-definitions';
import { tellUnknownParameterTypes } from '../scenarios/unknown-parameter-types';
import { tagsOfSelection } from './selection-tags';
import { beginKeepingUncaught, endKeepingUncaught } from './uncaught';

/** What a person is to know of the scenarios that were selected, before they run. */
export type Announce = (tagsOfScenarios: readonly (readonly string[])[]) => Promise<void>;

/** Which scenarios to run and how; what is left out is as cucumber's configuration file says. */
export interface ScenarioRequest {
  /** The folder of cucumber's configuration file; paths that are not absolute are relative to it. */
  readonly root: string;
  readonly parameters: RunParameters;
  readonly paths: readonly string[];
  readonly tags?: string;
  readonly names: readonly string[];
  readonly order: 'random' | 'defined';
  readonly shard?: Shard;
  /** Where the run is over; those that are left out of it then are skipped. */
  readonly until?: 'the end' | 'the first failure';
  /** The steps and hooks of an earlier run in this process, which must not be loaded twice. */
  readonly support?: ISupportCodeLibrary;
  /** Called with the steps that there are, before any scenario runs. */
  readonly defined?: (steps: () => DefinedSteps) => void;
  /** Called with the tags of each scenario that was selected, before any runs; what it throws goes on to the caller. */
  readonly announce?: Announce;
}

/** How cucumber ended. A failed BeforeAll or AfterAll hook makes it throw, after it has sent all its messages. */
export interface ScenarioRun {
  readonly support?: ISupportCodeLibrary;
  readonly thrown?: unknown;
  /** Errors that nobody caught while scenarios ran; cucumber has failed the step or hook that was at it, where there was one. */
  readonly uncaught: readonly unknown[];
  /** What cucumber had to say besides its messages, such as warnings. */
  readonly remarks: string;
}

/**
 * Runs scenarios by cucumber in this process and passes each of its messages on.
 * @throws ConfigurationProblem when cucumber's configuration file cannot be read, or a path is not there.
 */
export async function runScenarios(
  request: ScenarioRequest,
  listen: (envelope: Envelope) => void,
): Promise<ScenarioRun> {
  const remarks = new Sink();
  const environment: IRunEnvironment = {
    cwd: request.root,
    stdout: new Writable({
      write: (_chunk, _encoding, done) => {
        done();
      },
    }),
    stderr: remarks,
  };
  const options = await configure(request, environment);
  const loaded = await load(options, environment);
  if ('thrown' in loaded) return { ...loaded, uncaught: [], remarks: remarks.text };
  refuseUnknownParameterTypes(loaded.support, request.root);
  request.defined?.(() => definedStepsIn(loaded.support, request.root));
  if (request.announce !== undefined) {
    await request.announce(await tagsOfSelection(options.sources, request.root, request.shard));
  }
  const ended = await run({ ...options, support: loaded.support }, environment, listen);
  return { ...ended, remarks: remarks.text };
}

/** Loads the steps and hooks that cucumber's configuration names, for runs in this process. Rejects when they cannot be loaded. */
export async function loadSteps(root: string): Promise<ISupportCodeLibrary> {
  const environment: IRunEnvironment = { cwd: root };
  const { runConfiguration } = await loadConfiguration({}, environment);
  return loadSupport(runConfiguration, environment);
}

async function load(
  { sources, support }: IRunOptions,
  environment: IRunEnvironment,
): Promise<{ readonly support: ISupportCodeLibrary } | { readonly thrown: unknown }> {
  if ('originalCoordinates' in support) return { support };
  try {
    return { support: await loadSupport({ sources, support }, environment) };
  } catch (thrown) {
    return { thrown };
  }
}

/** Cucumber would tell of them only where a scenario has such a step. */
function refuseUnknownParameterTypes(support: ISupportCodeLibrary, root: string): void {
  const unknown = tellUnknownParameterTypes(support, root);
  if (unknown.length > 0) throw new ConfigurationProblem(unknown.join('\n'));
}

/** Errors that nobody catches end the process, but while scenarios run: these have to be cleaned up after. */
async function run(
  options: IRunOptions,
  environment: IRunEnvironment,
  listen: (envelope: Envelope) => void,
): Promise<Pick<ScenarioRun, 'support' | 'thrown' | 'uncaught'>> {
  const listenAndKeep = (envelope: Envelope): void => {
    if (envelope.testRunStarted !== undefined) beginKeepingUncaught();
    listen(printableEnvelope(envelope));
  };
  const outcome = await runCucumber(options, environment, listenAndKeep).then(
    ({ support }) => ({ support }),
    (thrown: unknown) => ({ thrown }),
  );
  return { ...outcome, uncaught: endKeepingUncaught() };
}

function readConfiguration(environment: IRunEnvironment): ReturnType<typeof loadConfiguration> {
  return loadConfiguration({}, environment).catch((error: unknown) => {
    throw new ConfigurationProblem(`cucumber's configuration is wrong: ${messageOf(error)}`);
  });
}

async function configure(request: ScenarioRequest, environment: IRunEnvironment): Promise<IRunOptions> {
  const { runConfiguration } = await readConfiguration(environment);
  const { sources, runtime, support } = runConfiguration;
  return {
    ...runConfiguration,
    sources: sourcesOf(sources, {
      ...request,
      order: request.order === 'random' ? `random:${request.parameters.seed}` : 'defined',
    }),
    support: request.support ?? support,
    runtime: {
      ...runtime,
      dryRun: false,
      retry: 0,
      failFast: request.until === 'the first failure',
      strict: true,
      worldParameters: { ...runtime.worldParameters, ...request.parameters },
    },
    // All reports are made from the messages; without a formatter for its output cucumber would take one that tells its progress.
    formats: { stdout: 'rerun', files: {}, publish: false, options: {} },
  };
}

/** How many scenarios are selected for all parts of a run together. @throws ConfigurationProblem as {@link runScenarios} does */
export async function countSelected({ root, paths, tags, names }: Selected): Promise<number> {
  const environment = { cwd: root };
  const { sources } = (await readConfiguration(environment)).runConfiguration;
  const chosen = { root, paths, names, ...(tags !== undefined && { tags }) };
  return (await loadSources(sourcesOf(sources, { ...chosen, order: 'defined' }), environment)).plan.length;
}

/** Which scenarios to run. */
export type Selected = Pick<ScenarioRequest, 'root' | 'paths' | 'tags' | 'names'>;

interface Ordered extends Selected, Pick<ScenarioRequest, 'shard'> {
  /** As cucumber has it. */
  readonly order: 'defined' | `random:${string}`;
}

/** What is asked for, in the words of cucumber's configuration; what is left out is as the configuration has it. */
export function sourcesOf(
  sources: ISourcesCoordinates,
  { root, paths, names, tags, order, shard }: Ordered,
): ISourcesCoordinates {
  return {
    ...sources,
    paths: paths.length > 0 ? [...featurePathsOf(paths, root)] : sources.paths,
    names: names.length > 0 ? [...names] : sources.names,
    tagExpression: [sources.tagExpression, tags]
      .filter(Boolean)
      .map((each) => `(${each ?? ''})`)
      .join(' and '),
    order,
    ...(shard !== undefined && { shard: `${shard.number}/${shard.of}` }),
  };
}

/** Keeps what is written to it as text. */
class Sink extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}
