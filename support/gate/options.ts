import { embeddedReleases } from '../clouds/embedded/home';
import { defaultParameters } from '../clouds/parameters';
import { offer } from '../nearest';
import { referenceReleaseNames } from '../reference-cloud/releases';
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
  readonly allure: 'html' | 'results' | 'none';
  /** The file that keeps what a real cloud showed; left out, nothing is recorded. */
  readonly record?: string;
  /** The folder of the reports, as it was typed. */
  readonly reports?: string;
}

/** What to do about a command line: run, or tell something and end with the exit code. */
export type CommandLine =
  | { readonly kind: 'run'; readonly options: GateOptions }
  | { readonly kind: 'tell'; readonly text: string; readonly exitCode: 0 | 2 };

/** The screen of `npm run acceptance -- --help`. */
const help = `npm run acceptance -- [options] [feature files, folders, or file:line]

Runs the scenarios and writes every report (see reports/README.md).

  --cloud NAME         embedded (default), reference, a cloud of acceptance.yaml,
                       or remote: the one that OS_CLOUD names (npm run acceptance:cloud)
  --release RELEASE    the release of the embedded cloud (${embeddedReleases.join(', ')}) or of the reference cloud (${referenceReleaseNames().join(', ')});
                       ${defaultParameters.release} without it
  --defect NAME        gives the embedded cloud a known bug: the run has to be red
  --disrupt HOSTS      disturbs no other hosts than these (compute-1,compute-2) of those that the cloud allows
  --seed N             the order of the scenarios and all else that is drawn by chance;
                       without it one is drawn and printed, so that a run can be repeated
  --order ORDER        random (default) or defined: as the feature files stand
  --tags EXPRESSION    only scenarios whose tags match: "@LD-1 or @volumes"
  --name PATTERN       only scenarios whose title matches; may be given several times
  --allow-partial      green although no scenario of LD-1 to LD-12 ran
  --record FILE        keeps what a real cloud showed, for the embedded one to be compared with (docs/conformance.md);
                       a scenario that was skipped there without a tag @embedded-only.REASON makes the run red
  --allure KIND        html (default), results: without rendering them, or none
  --reports DIR        the folder of the reports (reports): a run of its own folder takes away no others
  --help               this text

Exit code: 0 green; 1 red; 2 it could not be run, or is incomplete; 130 or 143 it was interrupted, and has cleaned up.
`;

const valueOptions = [
  'cloud',
  'release',
  'defect',
  'disrupt',
  'seed',
  'order',
  'tags',
  'name',
  'allure',
  'record',
  'reports',
] as const;
const wordOptions = ['allow-partial', 'help'] as const;

const refused: Readonly<Record<string, string>> = {
  retry: 'a scenario that passes at the second try has failed once: find out why (npm run soak finds such ones)',
  'dry-run': 'a dry run runs no scenario and is green whatever they say: npm test checks that all steps are defined',
};

/** Reads the command line of the gate: `--option value`, `--option=value` and paths in any order. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const values = new Map<string, string[]>();
  const paths: string[] = [];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith('-')) {
      paths.push(word);
      continue;
    }
    const option = readOption(word, words);
    if (option.problem !== undefined) {
      return tell(option.problem);
    }
    values.set(option.name, [...(values.get(option.name) ?? []), option.value]);
  }
  return values.has('help') ? { kind: 'tell', text: help, exitCode: 0 } : toOptions(values, paths);
}

/** The folder of the reports that a command line asks for, whatever else is wrong in it. */
export function reportsOption(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => /^--reports(?:=|$)/.test(word));
  const [word, following] = at === -1 ? [] : argv.slice(at);
  const given = word?.includes('=') === true ? word.slice(word.indexOf('=') + 1) : following;
  return given === undefined || given === '' || given.startsWith('--') ? undefined : given;
}

interface Option {
  readonly name: string;
  readonly value: string;
  readonly problem?: string;
}

/** Reads one option; its value is taken from the words that follow unless it is written with "=". */
function readOption(word: string, following: string[]): Option {
  const [, name = '', given] = /^-+([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
  const problem = problemOf(word, name, given);
  if (problem !== undefined || isWord(name)) {
    return { name, value: '', ...(problem !== undefined && { problem }) };
  }
  const value = given ?? (following[0]?.startsWith('--') === true ? undefined : following.shift());
  return value === undefined || value.trim() === ''
    ? { name, value: '', problem: `--${name} needs a value, like --${name} ${example[name] ?? 'VALUE'}` }
    : { name, value };
}

const example: Readonly<Record<string, string>> = {
  cloud: 'embedded',
  release: '2025.1',
  defect: 'bug-1679750',
  disrupt: 'compute-1,compute-2',
  seed: '42',
  order: 'defined',
  tags: '@LD-1',
  name: '"forced down"',
  allure: 'results',
  record: 'tests/conformance/2025.1.json',
  reports: 'reports/zed',
};

function problemOf(word: string, name: string, given: string | undefined): string | undefined {
  const known = [...valueOptions, ...wordOptions];
  if (refused[name] !== undefined) {
    return `--${name} is refused: ${refused[name]}`;
  }
  if (!word.startsWith('--') || !known.some((option) => option === name)) {
    return `there is no option ${word}: ${offer(
      `--${name}`,
      known.map((option) => `--${option}`),
    )}`;
  }
  return isWord(name) && given !== undefined ? `--${name} takes no value` : undefined;
}

function isWord(name: string): boolean {
  return wordOptions.some((option) => option === name);
}

function toOptions(values: ReadonlyMap<string, readonly string[]>, paths: readonly string[]): CommandLine {
  const twice = [...values].find(([name, given]) => name !== 'name' && given.length > 1);
  if (twice !== undefined) {
    return tell(`--${twice[0]} was given ${twice[1].length} times (${twice[1].join(', ')}); once is enough`);
  }
  const one = (name: string): string | undefined => values.get(name)?.at(0);
  const order = oneOf('order', one('order'), ['random', 'defined']);
  const allure = oneOf('allure', one('allure'), ['html', 'results', 'none']);
  const tags = one('tags');
  const problem = [
    order.problem,
    allure.problem,
    seedProblem(one('seed')),
    tags === undefined ? undefined : tagsProblem(tags),
    ...(values.get('name') ?? []).map(nameProblem),
  ].find((each) => each !== undefined);
  if (problem !== undefined) {
    return tell(problem);
  }
  const record = one('record');
  const reports = one('reports');
  return {
    kind: 'run',
    options: {
      parameters: parametersFrom(one),
      paths,
      ...(tags !== undefined && { tags }),
      names: values.get('name') ?? [],
      order: order.value,
      completeness: values.has('allow-partial') ? 'a part will do' : 'the whole suite',
      allure: allure.value,
      ...(record !== undefined && { record }),
      ...(reports !== undefined && { reports }),
    },
  };
}

function parametersFrom(one: (name: string) => string | undefined): Record<string, string | number> {
  const given = (['cloud', 'release', 'defect', 'disrupt'] as const).flatMap((name) => {
    const value = one(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const seed = one('seed');
  return { ...Object.fromEntries(given), ...(seed !== undefined && { seed: Number(seed) }) };
}

interface Choice<T> {
  readonly value: T;
  readonly problem?: string;
}

function oneOf<T extends string>(name: string, given: string | undefined, known: readonly [T, ...T[]]): Choice<T> {
  const value = given === undefined ? known[0] : known.find((word) => word === given);
  return value === undefined
    ? { value: known[0], problem: `there is no --${name} ${given ?? ''}: ${offer(given ?? '', known)}` }
    : { value };
}

function seedProblem(seed: string | undefined): string | undefined {
  return seed === undefined || /^\d+$/.test(seed)
    ? undefined
    : `--seed is ${seed}, but a seed is a whole number like 42`;
}

function tell(problem: string): CommandLine {
  return { kind: 'tell', text: `${problem}\nnpm run acceptance -- --help tells all options\n`, exitCode: 2 };
}
