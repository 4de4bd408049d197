import { randomBytes } from 'node:crypto';
import type { CloudUnderTest } from './clouds/cloud';
import { narrowDisruption } from './clouds/disruption';
import { openCloud, readParameters } from './clouds/open';
import type { RunParameters } from './clouds/parameters';
import { Observations } from './conformance/observations';
import { Interruption } from './safety/interruption';
import { TimeLimit } from './safety/time-limit';
import { closeRun, openRun, type Run } from './world/run/run';

/** Cucumber gives its hooks a copy of the parameters of a run, and no objects: the run's name in them is what they find these by. */
const contexts = new Map<string, RunContext>();

/** Those of red scenarios, which always are, or those of all. */
type Transcripts = 'red' | 'all';

/** What the gate and the hooks of cucumber have in common for one run. */
export class RunContext {
  readonly parameters: RunParameters;
  readonly interruption = new Interruption();
  readonly timeLimit = new TimeLimit();
  readonly observations = new Observations();
  /** Which scenarios' transcripts are attached. */
  readonly transcripts: Transcripts;
  #cloud: Promise<CloudUnderTest> | undefined;
  #run: Run | undefined;

  constructor(parameters: RunParameters, transcripts: Transcripts = 'red') {
    this.parameters = parameters;
    this.transcripts = transcripts;
  }

  /**
   * The cloud under test, opened when it is asked for first. Rejects with `ParameterError`, `RemoteCloudProblem` or
   * `ReferenceCloudError` when it cannot be opened as it was asked for.
   */
  cloud(): Promise<CloudUnderTest> {
    return (this.#cloud ??= this.#open());
  }

  /** The run at the cloud, between cucumber's BeforeAll and AfterAll hooks; undefined when there is none. */
  runThatIsOpen(): Run | undefined {
    return this.#run;
  }

  /** The run at the cloud. Throws when there is none. */
  theRun(): Run {
    if (this.#run === undefined) throw new Error('no run is open: its BeforeAll hook has not been called');
    return this.#run;
  }

  /** Opens the run at the cloud. Rejects with what {@link openRun} and {@link cloud} are rejected with. */
  async enter(): Promise<void> {
    const { run: name = randomBytes(3).toString('hex'), ledgers } = this.parameters;
    const cloud = await this.cloud();
    const about = { name, called: this.parameters.cloud, ...(ledgers !== undefined && { ledgers }) };
    try {
      await openRun(cloud, this.interruption, about, (run) => {
        this.#run = run;
      });
    } catch (error) {
      this.#run = undefined;
      await this.close();
      throw error;
    }
  }

  /** Closes the run and the cloud. Rejects with what {@link closeRun} is rejected with. */
  async leave(): Promise<void> {
    const run = this.#run;
    this.#run = undefined;
    try {
      if (run !== undefined) await closeRun(run);
    } finally {
      await this.close();
    }
  }

  /** Closes the cloud where it is open, and ends what belongs to the run. */
  async close(): Promise<void> {
    const cloud = this.#cloud;
    this.#cloud = undefined;
    contexts.delete(this.parameters.run ?? '');
    // What could not be opened has been told to whoever asked for it.
    const open = await cloud?.catch(() => undefined);
    await open?.close();
  }

  async #open(): Promise<CloudUnderTest> {
    const cloud = await openCloud(this.parameters);
    try {
      return narrowDisruption(cloud, this.parameters.disrupt);
    } catch (error) {
      await cloud.close();
      throw error;
    }
  }
}

/** Begins a run of the gate: what hooks of cucumber with these parameters find. */
export function beginContext(parameters: RunParameters, transcripts?: Transcripts): RunContext {
  const context = new RunContext(parameters, transcripts);
  contexts.set(parameters.run ?? '', context);
  return context;
}

/**
 * The context of a hook's or a World's parameters. Where no gate has begun one, because an editor runs cucumber by itself, it begins
 * here. Throws `ParameterError` when the parameters are wrong.
 */
export function contextOf(worldParameters: unknown): RunContext {
  const known = contexts.get(nameIn(worldParameters));
  return known ?? beginContext(readParameters(worldParameters));
}

function nameIn(parameters: unknown): string {
  const isNamed = typeof parameters === 'object' && parameters !== null && 'run' in parameters;
  return isNamed && typeof parameters.run === 'string' ? parameters.run : '';
}
