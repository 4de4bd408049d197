import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** How many tests a part has run, where it runs tests. */
export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

/** One thing that must hold before a merge: a command that ends with 0 when it does. */
export interface Part {
  readonly name: string;
  /** The arguments of Node, in the project's folder. */
  readonly nodeArguments: readonly string[];
  /** The tests that the part has run, from its output; undefined when it has not got that far. */
  readonly countTests?: (output: string) => TestCount | undefined;
}

/** All parts of `npm test`; those that take longest come first, so that the last ones fill the gaps. */
export function partsOf(root: string): readonly Part[] {
  const turnOf = ({ name }: Part): number => (longest.includes(name) ? longest.indexOf(name) : longest.length);
  return allParts(root).toSorted((one, other) => turnOf(one) - turnOf(other));
}

/** The longest comes first. */
const longest = ['prove', 'tests of gate', 'acceptance', 'tests of stub', 'tests of world', 'lint', 'tests of remote'];

function allParts(root: string): readonly Part[] {
  // What a person wants to open is in the folder above.
  const reports = join('reports', 'npm-test');
  const summary = join(root, reports, 'summary.json');
  return [
    { name: 'lint', nodeArguments: [bin(root, 'oxlint'), ...lint] },
    ...unitTests(root),
    { name: 'types', nodeArguments: [bin(root, 'typescript-native', 'tsc'), '--noEmit', '-p', '.'] },
    { name: 'walls', nodeArguments: [bin(root, 'dependency-cruiser', 'depcruise'), ...walls] },
    { name: 'unused code', nodeArguments: [bin(root, 'knip'), '--config', 'config/knip.json'] },
    { name: 'format', nodeArguments: [bin(root, 'prettier'), '--check', '.', ...recorded, ...remembered] },
    {
      name: 'acceptance',
      nodeArguments: [...typescript, 'support/commands/acceptance.ts', '--allure', 'results', '--reports', reports],
      countTests: () => countScenarios(summary),
    },
    {
      name: 'prove',
      nodeArguments: [...typescript, 'support/commands/prove.ts', '--tagged', '--once', '--reports', reports],
    },
    { name: 'scenarios', nodeArguments: [...typescript, 'support/commands/lint-scenarios.ts'] },
    { name: 'steps', nodeArguments: [...typescript, 'support/commands/steps.ts', '--check'] },
    { name: 'played', nodeArguments: [...typescript, 'support/commands/played.ts', '--check'] },
    { name: 'catalogue', nodeArguments: [...typescript, 'support/commands/catalogue.ts', '--check'] },
    { name: 'defects', nodeArguments: [...typescript, 'support/commands/defects.ts', '--check'] },
    { name: 'verdicts', nodeArguments: [...typescript, 'support/commands/verdicts.ts', '--check'] },
    { name: 'book', nodeArguments: [...typescript, 'support/commands/book.ts', '--check'] },
  ];
}

/** What runs on real clouds have written is as they wrote it. */
const recorded = ['!tests/conformance/2*.json', '!tests/conformance/zed.json'];

/** Where it is remembered which files were in form, by their content. */
const remembered = [
  '--cache',
  '--cache-strategy=content',
  `--cache-location=${join('node_modules', '.cache', 'local-delete-acceptance', 'format')}`,
];

const typescript = ['-r', './config/typescript.cjs'];
const lint = ['--config', 'config/oxlint.json', '--type-aware', '--deny-warnings', '.'];
const walls = ['--config', 'config/dependency-cruiser.cjs', 'support', 'step-definitions', 'tests'];

/**
 * The tests of each room in a process of their own. A process for each file, as `node --test` has it, would spend most of its
 * time on loading the same modules again. What runs whole commands is called `.runs.ts` and has a command of its own (`test:runs`): it takes minutes.
 */
function unitTests(root: string): readonly Part[] {
  const files = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
  const roomOf = (file: string): string => (dirname(file) === '.' ? 'all rooms' : (file.split(sep)[0] ?? file));
  return [...new Set(files.map(roomOf))].map((room) => ({
    name: `tests of ${room}`,
    nodeArguments: [
      ...typescript,
      ...files.filter((file) => roomOf(file) === room).flatMap((file) => ['-r', `./${join('tests', file)}`]),
      '--test-reporter=spec',
      '-e',
      '0',
    ],
    countTests: countUnitTests,
  }));
}

/** How many tests node's spec reporter says have passed and failed; undefined when it does not say. */
export function countUnitTests(output: string): TestCount | undefined {
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1]);
  const [passed, failed, cancelled] = [count('pass'), count('fail'), count('cancelled')];
  return Number.isNaN(passed + failed + cancelled) ? undefined : { passed, failed: failed + cancelled };
}

/** How many scenarios a run's summary says have passed, and how many did not though they should have. */
function countScenarios(summary: string): TestCount | undefined {
  const counts = field(parse(summary), 'counts');
  const passed = field(counts, 'passed');
  const red = ['failed', 'undefined', 'pending', 'ambiguous', 'not run', 'skipped'].map((outcome) =>
    field(counts, outcome),
  );
  const failed = red.reduce<number>((sum, value) => sum + Number(value), 0);
  return typeof passed === 'number' && !Number.isNaN(failed) ? { passed, failed } : undefined;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** The script behind a package's command, which Node can run on any platform. */
function bin(root: string, name: string, command = name): string {
  const folder = join(root, 'node_modules', name);
  const commands = field(parse(join(folder, 'package.json')), 'bin');
  const script = typeof commands === 'string' ? commands : field(commands, command);
  return join(folder, typeof script === 'string' ? script : command);
}
