import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { RunParameters } from '../clouds/parameters';
import type { Conclusion, RunFacts } from '../reporting/conclusion';
import type { ConsoleStyle } from '../reporting/progress';
import type { RunContext } from '../run-context';
import type { CodeCheck } from './code-check';
import type { GateOptions } from './options';
import type { ToldPlan } from './plan';
import type { Preparation } from './probe/prepare';
import type { SignalHandling } from './signals';

/** What the gate works in: given from outside, so that it can be run in a test or many times in one process. */
export interface Surroundings {
  /** The folder of cucumber's configuration file. */
  readonly root: string;
  /** The folder that the reports go to, unless the command line names another one. */
  readonly reports: string;
  readonly style: ConsoleStyle;
  readonly print: (text: string) => void;
  /** Resolves, once all that was printed has arrived, to why it has not; undefined when it has. */
  readonly unheard?: () => Promise<string | undefined>;
  /** Checks what the run is told and fills in the defaults. @throws ParameterError */
  readonly readParameters: (input: unknown) => RunParameters;
  readonly microversions: Readonly<Record<string, string>>;
  /** Looks for mistakes in the code of the steps that would go unnoticed when it runs. */
  readonly checkCode?: CodeCheck;
  /** Looks at the cloud before anything is touched; rejects with one of the `cloudErrors`. */
  readonly prepare?: (context: RunContext) => Promise<Preparation>;
  /** What the run is going to do to a cloud that is not its own, in words. */
  readonly tellPlan?: (context: RunContext, scenarios: readonly (readonly string[])[]) => Promise<ToldPlan>;
  /** What is done about signals besides telling the run to end; signals are left alone without it. */
  readonly signals?: (context: RunContext) => Omit<SignalHandling, 'print' | 'interruption'>;
  /** The versions of what takes part in a run, by name. */
  readonly packagesOf?: (parameters: RunParameters) => Readonly<Record<string, string>>;
  /** The settings and timing of the cloud, by name. */
  readonly configurationOf?: (parameters: RunParameters) => Readonly<Record<string, string | number>>;
  /** The classes of errors that mean that there is no cloud to test; a BeforeAll hook that ends with one ran nothing. */
  readonly cloudErrors: readonly string[];
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

/** A run that has been told what to do. */
export interface Task {
  readonly options: GateOptions;
  readonly context: RunContext;
  readonly facts: RunFacts;
  readonly surroundings: Surroundings;
  /** The folder of the reports, which this run holds. */
  readonly reports: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** A task that is over. */
export interface TimedTask extends Task {
  /** How long it took, as every report has it. */
  readonly seconds: number;
}
