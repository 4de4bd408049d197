import { helpOf, oneOf, readCommandLine, valueIn, WrongOrder, type TypedOrder } from '../command-line';
import { listDefects } from '../clouds/embedded/defects';
import { embeddedReleases } from '../clouds/embedded/home';
import { backgrounds, longestLatencySeconds } from '../contract/disorder';
import { defaultParameters } from '../clouds/parameters';
import { referenceCloudReleaseNames } from '../reference-cloud/packaged-releases';
import { nameProblem, tagsProblem } from './expressions';

/** What the gate was asked for on its command line; the values are not checked against a cloud yet. */
export interface GateOptions {
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Feature files or folders; empty means those of the configuration. */
  readonly paths: readonly string[];
  readonly tags?: string;
  /** Regular expressions of which a scenario's title has to match one. */
  readonly names: readonly string[];
  readonly order: 'random' | 'defined';
  readonly completeness: 'the whole suite' | 'a part will do';
  /** The part of the selected scenarios that is run here, where they are spread over several jobs. */
  readonly shard?: Shard;
  readonly allure: 'html' | 'results' | 'none';
  /** Which scenarios' transcripts the reports have. */
  readonly transcripts: 'red' | 'all';
  /** The file that keeps what a real cloud showed; left out, nothing is recorded. */
  readonly record?: string;
  /** The folder of the reports, as it was typed. */
  readonly reports?: string;
  /** Whether only what failed last is run. */
  readonly again?: 'what failed';
}

/** Part `number`, from 1 on, of so many. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** What to do about a command line: run, run whatever is saved, only look the scenarios over, or tell something and end with the exit code. */
export type CommandLine =
  | { readonly kind: 'run' | 'watch' | 'look over'; readonly options: GateOptions }
  | { readonly kind: 'tell'; readonly text: string; readonly exitCode: 0 | 2 };

/** The command of the gate. */
export const gateCommand = {
  usage: 'npm run acceptance -- [options] [feature files, folders, or file:line]',
  does: 'Runs the scenarios and writes every report (see reports/README.md).',
  words: 'any',
  options: {
    cloud: {
      type: 'string',
      value: 'NAME',
      like: 'embedded',
      help: 'embedded (default), reference, a cloud of acceptance.yaml, or remote: the one that OS_CLOUD names',
    },
    release: {
      type: 'string',
      value: 'RELEASE',
      like: '2025.1',
      help: `the release of the embedded cloud (${embeddedReleases.join(', ')}) or of the reference cloud (${referenceCloudReleaseNames().join(', ')}); else ${defaultParameters.release}`,
    },
    defect: {
      type: 'string',
      value: 'NAME',
      like: 'bug-1679750',
      help: 'gives the embedded cloud a known bug: the run has to be red; --defect list tells all there are',
    },
    disrupt: {
      type: 'string',
      value: 'HOSTS',
      like: 'compute-1,compute-2',
      help: 'disturbs no other hosts than these (compute-1,compute-2) of those that the cloud allows',
    },
    seed: {
      type: 'string',
      value: 'N',
      like: '42',
      help: 'repeats the order of the scenarios and all else that is drawn by chance; each run prints its seed',
    },
    order: {
      type: 'string',
      value: 'ORDER',
      like: 'defined',
      help: 'random (default) or defined: as the feature files stand',
    },
    // A red run of a soak says how it is done again by these two.
    background: {
      type: 'string',
      value: 'ORDER',
      like: 'random',
    },
    latency: {
      type: 'string',
      value: 'SECONDS',
      like: '0.5',
    },
    tags: {
      type: 'string',
      value: 'EXPRESSION',
      like: '@LD-1',
      help: 'only scenarios whose tags match: "@LD-1 or @volumes"',
    },
    name: {
      type: 'string',
      value: 'PATTERN',
      like: '"forced down"',
      multiple: true,
      help: 'only scenarios whose title matches; may be given several times',
    },
    rerun: {
      type: 'boolean',
      help: 'only scenarios that failed on this cloud and have not passed since (DIR/failed.json)',
    },
    watch: {
      type: 'boolean',
      help: 'runs each feature below the paths (features) when it is saved, until Ctrl-C; reports in DIR/watch',
    },
    'dry-run': {
      type: 'boolean',
      help: 'runs nothing: lists the scenarios that would run, and checks them as npm run scenarios does',
    },
    'allow-partial': { type: 'boolean', help: 'green although no scenario of LD-1 to LD-12 ran' },
    shard: {
      type: 'string',
      value: 'N/M',
      like: '2/4',
      help: 'runs the Nth of M parts, and npm run merge puts their reports together (docs/ci/README.md)',
    },
    record: {
      type: 'string',
      value: 'FILE',
      like: 'tests/conformance/2025.1.json',
      help: 'keeps what a real cloud showed (docs/conformance.md); a skip there needs a tag @embedded-only.REASON',
    },
    allure: {
      type: 'string',
      value: 'KIND',
      like: 'results',
      help: 'html (default), results: without rendering them, or none',
    },
    transcripts: {
      type: 'string',
      value: 'KIND',
      like: 'all',
      help: 'red (default): what failed scenarios sent and got is attached to them; all: to each one',
    },
    reports: {
      type: 'string',
      value: 'DIR',
      like: 'reports/zed',
      help: 'the folder of the reports (reports): a run of its own folder takes away no others',
    },
  },
  refused: {
    retry: 'a scenario that passes at the second try has failed once: find out why (npm run soak finds such ones)',
  },
  exitCodes:
    '0 green; 1 red, or with --dry-run something to mend; 2 it could not be run, or is incomplete; 130 or 143 it was interrupted, and has cleaned up',
} as const;

/** Reads the command line of the gate. */
export function readGateCommandLine(argv: readonly string[]): CommandLine {
  try {
    const order = readCommandLine(gateCommand, argv);
    if (order === 'help') return { kind: 'tell', text: helpOf(gateCommand), exitCode: 0 };
    if (order.values.defect === 'list') return { kind: 'tell', text: listDefects(), exitCode: 0 };
    return { kind: kindOf(order), options: optionsFrom(order) };
  } catch (error) {
    if (!(error instanceof WrongOrder)) throw error;
    return { kind: 'tell', text: `${error.message}\nnpm run acceptance -- --help tells all options\n`, exitCode: 2 };
  }
}

/** The folder of the reports that a command line asks for, whatever else is wrong in it. */
export function reportsOption(argv: readonly string[]): string | undefined {
  return valueIn(argv, 'reports');
}

function optionsFrom({ values, words }: TypedOrder<typeof gateCommand.options>): GateOptions {
  const { tags, name = [], record, reports } = values;
  const order = oneOf('--order', values.order, ['random', 'defined']);
  const allure = oneOf('--allure', values.allure, ['html', 'results', 'none']);
  const transcripts = oneOf('--transcripts', values.transcripts, ['red', 'all']);
  const parameters = parametersFrom(values);
  const shard = values.shard === undefined ? undefined : shardFrom(values.shard);
  const problem = [tags === undefined ? undefined : tagsProblem(tags), ...name.map(nameProblem)].find(
    (each) => each !== undefined,
  );
  if (problem !== undefined) throw new WrongOrder(problem);
  return {
    parameters,
    paths: words,
    ...(tags !== undefined && { tags }),
    names: name,
    order,
    completeness: values['allow-partial'] === true ? 'a part will do' : 'the whole suite',
    allure,
    transcripts,
    ...(shard !== undefined && { shard }),
    ...(record !== undefined && { record }),
    ...(reports !== undefined && { reports }),
    ...(values.rerun === true && { again: 'what failed' as const }),
  };
}

function shardFrom(text: string): Shard {
  const [, number, of] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (number !== undefined && of !== undefined && number <= of) return { number, of };
  throw new WrongOrder(`--shard is ${text}, but it is a part and how many there are, like 2/4: 1/4, 2/4, 3/4 and 4/4`);
}

function kindOf({ values, words }: TypedOrder<typeof gateCommand.options>): 'run' | 'watch' | 'look over' {
  if (values.watch !== true) return values['dry-run'] === true ? 'look over' : 'run';
  const { cloud = 'embedded' } = values;
  const other = (['dry-run', 'rerun', 'record'] as const).find((name) => values[name] !== undefined);
  if (other !== undefined) throw new WrongOrder(`--watch and --${other} cannot both be meant: say one of them`);
  if (cloud !== 'embedded') {
    throw new WrongOrder(`--watch is for the embedded cloud: a file that is saved must not disturb ${cloud}`);
  }
  const line = words.find((word) => /:\d+$/.test(word));
  if (line !== undefined) {
    throw new WrongOrder(`${line}: lines move while a file is written; choose by --tags @LD-1 or --name "forced down"`);
  }
  return 'watch';
}

function parametersFrom({
  cloud,
  release,
  defect,
  disrupt,
  seed,
  background,
  latency,
}: TypedOrder<typeof gateCommand.options>['values']): GateOptions['parameters'] {
  if (seed !== undefined && !/^\d+$/.test(seed)) {
    throw new WrongOrder(`--seed is ${seed}, but a seed is a whole number like 42`);
  }
  if (latency !== undefined && !/^\d+(?:\.\d+)?$/.test(latency)) {
    throw new WrongOrder(
      `--latency is ${latency}, but is a number of seconds up to ${longestLatencySeconds}, like 0.5`,
    );
  }
  return {
    ...(cloud !== undefined && { cloud }),
    ...(release !== undefined && { release }),
    ...(defect !== undefined && { defect }),
    ...(disrupt !== undefined && { disrupt }),
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(background !== undefined && { background: oneOf('--background', background, backgrounds) }),
    ...(latency !== undefined && { latency: Number(latency) }),
  };
}
