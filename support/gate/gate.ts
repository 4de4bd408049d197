import { randomBytes, randomInt } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inspect } from 'node:util';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { ParameterError } from '../clouds/parameters';
import type { RunParameters } from '../clouds/parameters';
import { printable } from '../printable';
import { renderAllure } from '../reporting/allure/render';
import { conclude, interrupted, notRun } from '../reporting/conclusion';
import type { Conclusion, RunFacts } from '../reporting/conclusion';
import { failureReport, heading, lastLine } from '../reporting/console';
import { Progress, type ConsoleStyle } from '../reporting/progress';
import { clearReports, reportFiles, writeReports } from '../reporting/reports';
import { RunRecord } from '../reporting/verdicts';
import type { NearestSteps } from '../reporting/verdicts';
import { didRun } from '../reporting/verdict';
import type { RunVerdict } from '../reporting/verdict';
import { ConfigurationProblem } from './configuration-problem';
import { planConformance, settleConformance } from './conformance';
import { featurePathsOf } from './feature-paths';
import { readCommandLine } from './options';
import type { GateOptions } from './options';
import { interruptedBy } from '../safety/interruption';
import { limitTime } from '../safety/time-limit';
import { messageOf, runScenarios } from './run-scenarios';
import type { ScenarioRequest, ScenarioRun } from './run-scenarios';
import { choiceOf, reproduceCommand, selectionInWords } from './selection';
import { whileHandlingSignals, type SignalHandling } from './signals';

/** What the gate works in: given from outside, so that it can be run in a test or many times in one process. */
export interface Surroundings {
  /** The folder of cucumber's configuration file. */
  readonly root: string;
  /** The folder that the reports go to. */
  readonly reports: string;
  readonly style: ConsoleStyle;
  readonly print: (text: string) => void;
  /** Checks what the run is told and fills in the defaults. @throws ParameterError */
  readonly readParameters: (input: unknown) => RunParameters;
  readonly microversions: Readonly<Record<string, string>>;
  /** Looks at the cloud before anything is touched; rejects with one of the `cloudErrors`. */
  readonly prepare?: (parameters: RunParameters) => Promise<{ readonly warnings: readonly string[] }>;
  /** What the run is going to do to a cloud that is not its own, in words. */
  readonly tellPlan?: (
    parameters: RunParameters,
    run: string,
    scenarios: readonly (readonly string[])[],
  ) => Promise<string>;
  /** What is done about signals besides telling the run to end; signals are left alone without it. */
  readonly signals?: (parameters: RunParameters) => Omit<SignalHandling, 'print'>;
  /** The versions of what takes part in a run, by name. */
  readonly packagesOf?: (parameters: RunParameters) => Readonly<Record<string, string>>;
  /** The settings and timing of the cloud, by name. */
  readonly configurationOf?: (parameters: RunParameters) => Readonly<Record<string, string | number>>;
  /** The classes of errors that mean that there is no cloud to test; a BeforeAll hook that ends with one ran nothing. */
  readonly cloudErrors: readonly string[];
  readonly nearestSteps?: NearestSteps;
  /** The steps and hooks of an earlier run in this process. */
  readonly support?: ISupportCodeLibrary;
  readonly env?: NodeJS.ProcessEnv;
}

/** What a run of the gate comes to. */
export interface GateResult {
  readonly exitCode: Conclusion['exitCode'];
  readonly conclusion?: Conclusion;
  readonly seed?: number;
  readonly support?: ISupportCodeLibrary;
}

interface Task {
  readonly options: GateOptions;
  readonly parameters: RunParameters;
  readonly facts: RunFacts;
  readonly surroundings: Surroundings;
  readonly startedAt: number;
}

/**
 * The gate: reads the command line, runs the scenarios, writes the reports and prints what a person has to know.
 * Rejects only when the gate itself is wrong; every mistake of its user is told and ends with exit code 2.
 */
export async function runGate(argv: readonly string[], surroundings: Surroundings): Promise<GateResult> {
  const commandLine = readCommandLine(argv);
  if (commandLine.kind === 'tell') {
    return refuse(commandLine, surroundings);
  }
  const { options } = commandLine;
  try {
    const seed = randomInt(1_000_000);
    const run = randomBytes(3).toString('hex');
    const parameters = surroundings.readParameters({ seed, run, ...options.parameters });
    featurePathsOf(options.paths, surroundings.root);
    const { cloud, release, defect, seed: chosen } = parameters;
    const { microversions } = surroundings;
    const packages = surroundings.packagesOf?.(parameters) ?? {};
    const { warnings } = (await surroundings.prepare?.(parameters)) ?? { warnings: [] };
    const facts = {
      cloud,
      release,
      ...(defect !== undefined && { defect }),
      seed: chosen,
      microversions,
      packages,
      ...(warnings.length > 0 && { warnings }),
    };
    const task = { options, parameters, facts, surroundings, startedAt: Date.now() };
    return await runWhileHandlingSignals(task);
  } catch (error) {
    if (!isUsersMistake(error, surroundings)) {
      throw error;
    }
    const { line } = notRun(error.message);
    return refuse({ text: `${line}\n`, exitCode: 2 }, surroundings);
  }
}

/** Wrong parameters or configuration, or a cloud that is not there or not fit: told in words, without a stack. */
function isUsersMistake(error: unknown, { cloudErrors }: Surroundings): error is Error {
  return (
    error instanceof ParameterError ||
    error instanceof ConfigurationProblem ||
    (error instanceof Error && cloudErrors.includes(error.name))
  );
}

function refuse({ text, exitCode }: { text: string; exitCode: 0 | 2 }, { print, reports }: Surroundings): GateResult {
  if (exitCode === 2) {
    clearReports(reports);
  }
  print(text);
  return { exitCode };
}

/** Writes what is wrong with the gate itself where a person finds it, and says so in two lines. */
export function tellCrash(error: unknown, reports: string, print: (text: string) => void): void {
  const file = keepStack(error, reports);
  print(`NOT RUN: the gate itself failed: ${printable(messageOf(error))}
The full stack is in ${file}
`);
}

function keepStack(error: unknown, reports: string): string {
  const file = join(reports, reportFiles.error);
  mkdirSync(reports, { recursive: true });
  appendFileSync(
    file,
    `${printable(inspect(error))}
`,
  );
  return file;
}

async function runTask(task: Task): Promise<GateResult> {
  const { options, parameters, facts, surroundings } = task;
  const { root, reports, print, style, support } = surroundings;
  clearReports(reports);
  limitTime(undefined);
  print(`${heading(facts)}\n`);
  const plan = planConformance(root, parameters, options.record);
  const record = new RunRecord(surroundings.nearestSteps);
  const progress = new Progress(facts.cloud, style);
  const envelopes: Envelope[] = [];
  const ended = await runScenarios(
    {
      ...options,
      root,
      parameters,
      ...announcement(task),
      ...(options.allure !== 'none' && { allureResults: join(reports, reportFiles.allureResults) }),
      ...(support !== undefined && { support }),
    },
    (envelope) => {
      envelopes.push(envelope);
      const verdict = record.add(envelope);
      if (verdict !== undefined) {
        print(progress.tell(verdict, record.selected()));
      }
    },
  );
  const run = withCrash(record.verdict(), ended);
  const signal = interruptedBy();
  const conformance = settleConformance(plan, run, aboutRun(task));
  const whole = concludeTask(run, ended, conformance.red, task);
  const conclusion = signal === undefined ? whole : interrupted(whole, signal);
  print(failureReport(run, facts, root) + printable(remarksOf(run, ended) + conformance.text));
  const { counts } = conformance;
  const told = { ...task, facts: { ...facts, ...(counts && { conformance: counts }) } };
  const exitCode = await report(run, envelopes, conclusion, told);
  print(`${lastLine(conclusion, style)}\n`);
  return { exitCode, conclusion, seed: facts.seed, ...(ended.support !== undefined && { support: ended.support }) };
}

/** How the run came about, for the record of what it showed. */
function aboutRun({ options, parameters, facts, surroundings, startedAt }: Task) {
  const { cloud, release, packages = {} } = facts;
  const command = reproduceCommand(options, facts);
  const configuration = surroundings.configurationOf?.(parameters) ?? {};
  const recording = { cloud, release, command, packages, configuration };
  return { release, choice: choiceOf(options), startedAt, recording };
}

function runWhileHandlingSignals(task: Task): Promise<GateResult> {
  const { parameters, surroundings } = task;
  const { print, signals } = surroundings;
  if (signals === undefined) return runTask(task);
  return whileHandlingSignals({ print, ...signals(parameters) }, () => runTask(task));
}

/** On the embedded cloud nobody has to know beforehand: it is the run's own. */
function announcement({ parameters, surroundings }: Task): Pick<ScenarioRequest, 'announce'> {
  const { tellPlan, print } = surroundings;
  const { cloud, run } = parameters;
  if (tellPlan === undefined || run === undefined || cloud === 'embedded') return {};
  return {
    announce: async (scenarios) => {
      print(`${printable(await tellPlan(parameters, run, scenarios))}\n`);
    },
  };
}

/** What cucumber threw beyond failed hooks is a failure of the run once scenarios have begun. */
function withCrash(run: RunVerdict, { thrown }: ScenarioRun): RunVerdict {
  const begun = run.scenarios.some(({ attempts }) => attempts > 0);
  if (thrown === undefined || run.hookFailures.length > 0 || !begun) {
    return run;
  }
  return { ...run, hookFailures: [{ where: 'run itself', outcome: 'failed', message: printable(messageOf(thrown)) }] };
}

function concludeTask(run: RunVerdict, { thrown }: ScenarioRun, alsoRed: readonly string[], task: Task): Conclusion {
  const { options, facts, startedAt, surroundings } = task;
  if (thrown !== undefined && run.hookFailures.length === 0) {
    const file = keepStack(thrown, surroundings.reports);
    return notRun(`${messageOf(thrown)} (the full stack is in ${relative(process.cwd(), file)})`);
  }
  const noCloud = run.hookFailures.find(({ errorType = '' }) => surroundings.cloudErrors.includes(errorType));
  if (noCloud !== undefined && !run.scenarios.some(didRun)) {
    return notRun(noCloud.message);
  }
  const seconds = (Date.now() - startedAt) / 1000;
  return conclude(run, facts, { choice: choiceOf(options), selection: selectionInWords(options), seconds, alsoRed });
}

/** Cucumber's own words; it has told of unreadable features there too, which are told better already. */
function remarksOf({ parseFailures }: RunVerdict, { remarks }: ScenarioRun): string {
  return parseFailures.length > 0 ? '' : remarks;
}

async function report(
  run: RunVerdict,
  envelopes: readonly Envelope[],
  conclusion: Conclusion,
  { options, facts, surroundings, startedAt }: Task,
): Promise<Conclusion['exitCode']> {
  const { reports, print, root } = surroundings;
  const reproduce = reproduceCommand(options, facts);
  const times = { startedAt, seconds: (Date.now() - startedAt) / 1000, reproduce };
  try {
    await writeReports(reports, { run, facts, conclusion, times, envelopes, root });
  } catch (error) {
    tellCrash(error, reports, print);
    return conclusion.exitCode === 1 ? 1 : 2;
  }
  if (options.allure === 'html' && interruptedBy() === undefined) {
    const allure = join(reports, reportFiles.allureResults);
    const rendering = await renderAllure(allure, join(reports, reportFiles.allureReport), surroundings.env);
    print(
      `\n${rendering.kind === 'rendered' ? `Report: ${relative(process.cwd(), rendering.file)}` : rendering.reason}\n`,
    );
  }
  if (conclusion.exitCode !== 0) {
    print(`\nAgain:  ${reproduce}\n`);
  }
  return conclusion.exitCode;
}
