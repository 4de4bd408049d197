import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { readLines } from '../scenarios/lines';
import { ConfigurationProblem } from './configuration-problem';

/**
 * The feature files, folders, patterns and `file:line`s of a command line as cucumber takes them: relative to the project, whatever
 * characters are in the project's own path, and with the lines at which it begins scenarios, where any of their lines was named.
 *
 * @throws ConfigurationProblem when there is no such file, folder or line
 */
export function featurePathsOf(paths: readonly string[], root: string): readonly string[] {
  const wanted = new Map<string, Set<number> | 'all'>();
  const patterns: string[] = [];
  const missing: string[] = [];
  for (const path of paths) {
    const found = find(path, root);
    if (found === 'a pattern') patterns.push(patternIn(path, root));
    else if (found === 'nothing') missing.push(path === '' ? '"" (an empty word)' : path);
    else for (const { file, lines } of found) want(wanted, file, lines);
  }
  if (missing.length > 0) throw new ConfigurationProblem(`there is no feature file or folder ${missing.join(', ')}`);
  return [...[...wanted].map(([file, lines]) => asCucumberTakesIt(file, lines, root)), ...patterns];
}

interface Found {
  readonly file: string;
  readonly lines: readonly number[] | 'all';
}

function find(path: string, root: string): readonly Found[] | 'a pattern' | 'nothing' {
  if (path === '') return 'nothing';
  const whole = existing(path, root);
  if (whole !== undefined) return filesAt(path, whole).map((file) => ({ file, lines: 'all' }));
  const [, name = path, numbers] = /^(.*?)((?::\d+)+)$/.exec(path) ?? [];
  const file = existing(name, root);
  if (file !== undefined && numbers !== undefined) return [{ file, lines: linesOf(path, file, numbers) }];
  if (!magic.test(name)) return 'nothing';
  if (numbers === undefined) return 'a pattern';
  throw new ConfigurationProblem(`${path}: a line can be chosen in one file, not in a pattern of files`);
}

/** The file or folder without symbolic links on its way; undefined where there is none. */
function existing(path: string, root: string): string | undefined {
  const file = resolve(root, path);
  return statSync(file, { throwIfNoEntry: false }) && realpathSync(file);
}

function filesAt(path: string, file: string): readonly string[] {
  if (!statSync(file).isDirectory()) return [featureFile(path, file)];
  const found = readdirSync(file, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.feature'));
  if (found.length === 0) throw new ConfigurationProblem(`there is no feature file in the folder ${path}`);
  return found.sort().map((name) => join(file, name));
}

function featureFile(path: string, file: string): string {
  if (file.endsWith('.feature')) return file;
  throw new ConfigurationProblem(`${path} is no feature file: the name of one ends with .feature`);
}

function linesOf(path: string, file: string, numbers: string): readonly number[] | 'all' {
  if (statSync(file).isDirectory()) {
    throw new ConfigurationProblem(`${path}: a line can be chosen in a file, not in a folder`);
  }
  const feature = readLines(readFileSync(featureFile(path, file), 'utf8'));
  // What is no Gherkin cucumber tells, with the place.
  if (feature === undefined) return 'all';
  return numbers
    .slice(1)
    .split(':')
    .flatMap((number) => {
      const line = Number(number);
      if (line < 1 || line > feature.count) {
        throw new ConfigurationProblem(`${path}: the file has the lines 1 to ${feature.count}`);
      }
      const scenarios = feature.at(line);
      if (scenarios.length === 0) throw new ConfigurationProblem(`${path}: there is no scenario at this line`);
      return scenarios;
    });
}

function want(wanted: Map<string, Set<number> | 'all'>, file: string, lines: Found['lines']): void {
  const before = wanted.get(file);
  if (lines === 'all' || before === 'all') wanted.set(file, 'all');
  else wanted.set(file, new Set([...(before ?? []), ...lines]));
}

/** What cucumber takes for a part of a pattern, and at the beginning of a name for a list of paths. */
const magic = /[*?[\]{}()\\]|@(?=[^/]*$)/;
const everyMagic = new RegExp(magic, 'g');

function asCucumberTakesIt(file: string, lines: Set<number> | 'all', root: string): string {
  const path = relative(realpathSync(root), file).split(sep).join('/');
  if (lines === 'all') return path.replace(everyMagic, '?');
  if (magic.test(path)) {
    throw new ConfigurationProblem(
      `${path}: a line can be chosen only in a file without *, ?, @, \\, brackets or braces in its path; choose by --name`,
    );
  }
  return [path, ...lines].join(':');
}

/** A pattern below the project's folder is one there, for the folder's own name may look like a pattern. */
function patternIn(path: string, root: string): string {
  const below = [root, realpathSync(root)].find((folder) => path.startsWith(folder + sep));
  return below === undefined ? path : path.slice(below.length + 1);
}
