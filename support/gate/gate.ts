import { randomBytes, randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { ParameterError } from '../clouds/parameters';
import { printable } from '../printable';
import { notRun } from '../reporting/conclusion';
import { failureReport, heading } from '../reporting/console';
import { Progress } from '../reporting/progress';
import { StopsAsSkips } from '../reporting/stopped';
import { RunRecord } from '../reporting/verdicts';
import type { RunVerdict, Stage } from '../reporting/verdict';
import type { StepPart } from '../scenarios/feature-text';
import { nearestSteps } from '../scenarios/nearest-steps';
import type { DefinedSteps } from '../scenarios/step-definitions';
import { beginContext, type RunContext } from '../run-context';
import { concludeTask, withOwnFailures } from './conclude-task';
import { ConfigurationProblem } from './configuration-problem';
import { planConformance, settleConformance } from './conformance';
import { rememberFailed, withFailedOnly } from './failed';
import { featurePathsOf } from './feature-paths';
import { lookOver } from './look-over';
import { recordEnd, recordNotRun, tellCrash, tellNotRun, whileHoldingReports, type Attempt } from './not-run';
import { readGateCommandLine, reportsOption, type CommandLine, type GateOptions } from './options';
import { reportTask } from './report-task';
import type { Preparation } from './probe/prepare';
import { ReportsProblem } from './reports-folder';
import { partOf } from './run-part';
import { runScenarios } from './run-scenarios';
import type { ScenarioRequest, ScenarioRun } from './run-scenarios';
import { choiceOf, commandOf, reproduceCommand } from './selection';
import { whileHandlingSignals } from './signals';
import type { GateResult, Surroundings, Task } from './task';

/**
 * The gate: reads the command line, runs the scenarios, writes the reports and prints what a person has to know. Never rejects: every
 * mistake of its user, and of the gate itself, is told and ends with exit code 2.
 */
export async function runGate(argv: readonly string[], surroundings: Surroundings): Promise<GateResult> {
  const commandLine = readGateCommandLine(argv);
  if (commandLine.kind === 'tell') surroundings.print(commandLine.text);
  if (commandLine.kind === 'tell' && commandLine.exitCode === 0) return { exitCode: 0 };
  if (commandLine.kind === 'look over') return { exitCode: await lookOver(commandLine.options, surroundings) };
  return runAttempt(attemptOf(argv, surroundings), commandLine, surroundings);
}

/** The same for options that were read before. */
export function runOptions(options: GateOptions, surroundings: Surroundings): Promise<GateResult> {
  const attempt = attemptOf(options.paths, surroundings);
  return runAttempt(attempt, { kind: 'run', options }, surroundings);
}

async function runAttempt(attempt: Attempt, commandLine: CommandLine, surroundings: Surroundings): Promise<GateResult> {
  const result = await whileHoldingReports(attempt, () => runInto(attempt, commandLine, surroundings));
  return result ?? { exitCode: 2 };
}

/** A run as its command line asks for it, whatever else is wrong there. */
export function attemptOf(
  argv: readonly string[],
  { reports, print }: Pick<Surroundings, 'reports' | 'print'>,
  script: 'acceptance' | 'soak' = 'acceptance',
): Attempt {
  const command = commandOf(script, argv);
  return { reports: resolve(reportsOption(argv) ?? reports), command, startedAt: Date.now(), print };
}

/** Runs what the command line says with the folder of the reports in hand. */
async function runInto(attempt: Attempt, commandLine: CommandLine, surroundings: Surroundings): Promise<GateResult> {
  let known = attempt;
  try {
    const problem = recordEnd(notRun('the run has not ended yet, or was killed'), attempt);
    if (problem !== undefined) throw new ReportsProblem(problem);
    if (commandLine.kind === 'tell') {
      recordNotRun(firstLine(commandLine.text), attempt);
      return { exitCode: 2 };
    }
    const context = beginRun(commandLine, attempt, surroundings);
    try {
      const task = await prepareTask(commandLine, attempt, context, surroundings);
      known = { ...attempt, facts: task.facts };
      return await runWhileHandlingSignals(task);
    } finally {
      await context.close();
    }
  } catch (error) {
    if (error instanceof ReportsProblem) throw error;
    if (isUsersMistake(error, surroundings)) tellNotRun(error.message, known);
    else tellCrash(error, known);
    return { exitCode: 2 };
  }
}

type OrderedRun = Exclude<CommandLine, { kind: 'tell' }>;

function beginRun({ options }: OrderedRun, { reports }: Attempt, surroundings: Surroundings): RunContext {
  const seed = randomInt(1_000_000);
  const run = randomBytes(3).toString('hex');
  const ledgers = options.reports === undefined ? {} : { ledgers: join(reports, 'ledger') };
  const parameters = surroundings.readParameters({ seed, run, ...ledgers, ...options.parameters });
  return beginContext(parameters, options.transcripts);
}

async function prepareTask(
  { options }: OrderedRun,
  { reports, startedAt }: Attempt,
  context: RunContext,
  surroundings: Surroundings,
): Promise<Task> {
  featurePathsOf(options.paths, surroundings.root);
  const { parameters } = context;
  const { cloud, release, seed: chosen } = parameters;
  const { microversions } = surroundings;
  const packages = surroundings.packagesOf?.(parameters) ?? {};
  const prepared: Preparation = (await surroundings.prepare?.(context)) ?? { warnings: [] };
  const { warnings, defect = parameters.defect } = prepared;
  const part = await partOf({ ...options, root: surroundings.root }, prepared);
  const facts = {
    cloud,
    release,
    ...(defect !== undefined && { defect }),
    seed: chosen,
    microversions,
    packages,
    ...(part !== undefined && { part }),
    ...(warnings.length > 0 && { warnings }),
  };
  const chosenOptions = options.again === undefined ? options : withFailedOnly(options, facts, reports);
  return { options: chosenOptions, context, facts, surroundings, reports, startedAt };
}

/** Wrong parameters or configuration, or a cloud that is not there or not fit: told in words, without a stack. */
function isUsersMistake(error: unknown, { cloudErrors }: Surroundings): error is Error {
  return (
    error instanceof ParameterError ||
    error instanceof ConfigurationProblem ||
    (error instanceof Error && cloudErrors.includes(error.name))
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1).join();
}

async function runTask(task: Task): Promise<GateResult> {
  const { context, options, facts, surroundings } = task;
  const { root, print } = surroundings;
  print(`${heading(facts)}\n`);
  const { observations, parameters } = context;
  const ofRun = { observations, parameters: { ...parameters, defect: facts.defect } };
  const plan = planConformance(root, ofRun, options.record);
  const mistakes = beginCodeCheck(surroundings);
  // Of the embedded cloud nothing has to be taken back, so that the check may go on beside the scenarios.
  if (parameters.cloud !== 'embedded') await refuseMistakes(mistakes, task);
  const envelopes: Envelope[] = [];
  const { run, ended } = await judgeScenarios(task, envelopes);
  const conformance = settleConformance(plan, run, context, aboutRun(task));
  print(failureReport(run, facts, root) + printable(remarksOf(run, ended) + conformance.text));
  const found = await tellMistakes(mistakes, task);
  const timed = { ...task, seconds: (Date.now() - task.startedAt) / 1000 };
  const conclusion = concludeTask(run, ended, conformance.red, { ...timed, mistakes: found });
  const { counts } = conformance;
  const told = { ...timed, facts: { ...facts, ...(counts && { conformance: counts }) } };
  const failed = [...conformance.failed, ...rememberFailed(task.reports, run, { ...task, print })];
  const end = await reportTask({ run, envelopes, conclusion, failed }, told);
  const { support } = ended;
  return { exitCode: end.exitCode, conclusion: end, seed: facts.seed, ...(support !== undefined && { support }) };
}

/** The check goes on while other things are done; what it fails by is told to whoever waits for it. */
function beginCodeCheck({ checkCode }: Surroundings): Promise<readonly string[]> {
  const mistakes = checkCode?.() ?? Promise.resolve([]);
  mistakes.catch(() => undefined);
  return mistakes;
}

/** Throws `ConfigurationProblem` with the first mistake when there is one; all of them are said. */
async function refuseMistakes(mistakes: Promise<readonly string[]>, task: Task): Promise<void> {
  const [first] = await tellMistakes(mistakes, task);
  if (first !== undefined) throw new ConfigurationProblem(first);
}

/** Says all mistakes below each other, and resolves to them; a run that is told to end does not wait for them. */
async function tellMistakes(
  mistakes: Promise<readonly string[]>,
  { context, surroundings }: Task,
): Promise<readonly string[]> {
  if (context.interruption.signal !== undefined) return [];
  const found = await mistakes;
  if (found.length > 0) surroundings.print(`\n${found.join('\n')}\n\n`);
  return found;
}

/** Runs the scenarios, says each one's verdict as it ends, and keeps cucumber's messages. */
async function judgeScenarios(task: Task, envelopes: Envelope[]): Promise<{ run: RunVerdict; ended: ScenarioRun }> {
  const { options, context, surroundings } = task;
  const { root, print, style, support } = surroundings;
  let defined: () => DefinedSteps = () => ({ steps: [], parameterTypes: [] });
  const record = new RunRecord((text, stage) => nearestSteps({ text, part: stepPartOf(stage) }, defined()));
  const progress = new Progress(task.facts.cloud, style);
  const stops = new StopsAsSkips();
  const ended = await runScenarios(
    {
      ...options,
      root,
      parameters: context.parameters,
      ...announcement(task),
      ...(support !== undefined && { support }),
      defined: (steps) => {
        defined = steps;
      },
    },
    (envelope) => {
      for (const told of stops.told(envelope).map((each) => record.explained(each))) {
        envelopes.push(told);
        const verdict = record.add(told);
        if (verdict !== undefined) print(progress.tell(verdict, record.selected()));
      }
    },
  );
  return { run: withOwnFailures(record.verdict(), ended), ended };
}

function stepPartOf(stage: Stage | undefined): StepPart {
  return stage === 'Given' || stage === 'When' || stage === 'Then' ? stage : 'none';
}

/** How the run came about, for the record of what it showed. */
function aboutRun({ options, context, facts, surroundings, startedAt }: Task) {
  const { cloud, release, packages = {} } = facts;
  const command = reproduceCommand(options, facts);
  const configuration = surroundings.configurationOf?.(context.parameters) ?? {};
  const recording = { cloud, release, command, packages, configuration };
  return { release, choice: choiceOf(options), startedAt, recording };
}

function runWhileHandlingSignals(task: Task): Promise<GateResult> {
  const { context, surroundings } = task;
  const { print, signals } = surroundings;
  if (signals === undefined) return runTask(task);
  const { interruption } = context;
  return whileHandlingSignals({ print, interruption, ...signals(context) }, () => runTask(task));
}

/** On the embedded cloud nobody has to know beforehand: it is the run's own. */
function announcement({ context, surroundings }: Task): Pick<ScenarioRequest, 'announce'> {
  const { tellPlan, print } = surroundings;
  if (tellPlan === undefined || context.parameters.cloud === 'embedded') return {};
  return {
    announce: async (scenarios) => {
      const { text, minutesAtMost } = await tellPlan(context, scenarios);
      context.timeLimit.set(minutesAtMost);
      print(`${printable(text)}\n`);
    },
  };
}

/** Cucumber's own words; it has told of unreadable features there too, which are told better already. */
function remarksOf({ parseFailures }: RunVerdict, { remarks }: ScenarioRun): string {
  return parseFailures.length > 0 ? '' : remarks;
}
