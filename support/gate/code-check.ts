import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** Looks for mistakes in code that would go unnoticed when it runs; a line for each: `file:line:column words`. */
export type CodeCheck = () => Promise<readonly string[]>;

/** What is checked, and where it is kept that it was good. */
export interface CheckedCode {
  /** The project's folder; the other paths are relative to it. */
  readonly root: string;
  /** The configuration of TypeScript that includes the code. */
  readonly project: string;
  /** The files, and folders of files, that have to change before the code is checked again. */
  readonly sources: readonly string[];
  /** The file that keeps what was good. Where it cannot be written the code is checked each time. */
  readonly memory: string;
}

/**
 * Checks the types of the code, for a run transpiles it without a look at them. That takes a second or two of another process, which
 * gives way to everything else, and is only done when the code has changed since it was good.
 */
export async function checkCode(code: CheckedCode): Promise<readonly string[]> {
  const memory = join(code.root, code.memory);
  const good = readOr(memory)?.split('\n') ?? [];
  const files = [code.project, ...code.sources].flatMap((source) => filesIn(join(code.root, source)));
  const times = digestOf(code.root, files, timesOf);
  if (good.includes(times)) return [];
  // A file that was written anew may be the same.
  const contents = digestOf(code.root, files, readFileSync);
  const mistakes = good.includes(contents) ? [] : await findMistakes(code);
  if (mistakes.length === 0) keep(memory, `${times}\n${contents}`);
  return mistakes;
}

function findMistakes({ root, project }: CheckedCode): Promise<readonly string[]> {
  const tsc = join(dirname(require.resolve('typescript-native/package.json')), 'bin', 'tsc');
  const argv = [tsc, '-p', project, '--noEmit', '--pretty', 'false'];
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, argv, { cwd: root, maxBuffer }, (error, stdout, stderr) => {
      const mistakes = mistakesIn(stdout);
      if (error === null || mistakes.length > 0) resolve(mistakes);
      else reject(new Error(`the types of the code could not be checked: ${stderr.trim() || error.message}`));
    });
    giveWay(child.pid);
  });
}

const maxBuffer = 100_000_000;

/** The compiler tells `file(line,column): error TS2322: words`, without a place what is no file's, and more words in indented lines. */
function mistakesIn(output: string): readonly string[] {
  return output.split('\n').flatMap((line) => {
    const [, file, row, column, words] = /^(?:(\S.*)\((\d+),(\d+)\): )?error TS\d+: (.*)$/.exec(line) ?? [];
    if (words === undefined) return [];
    return file === undefined ? [words] : [`${file}:${row ?? ''}:${column ?? ''} ${words}`];
  });
}

function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or nobody may do that here.
  }
}

/** The same for every copy of the project. */
function digestOf(root: string, files: readonly string[], about: (file: string) => string | Buffer): string {
  const digest = createHash('sha256');
  for (const file of files) digest.update(relative(root, file)).update(about(file));
  return digest.digest('hex');
}

/** When a file was written, and how long it is: that takes a tenth of reading it. */
function timesOf(file: string): string {
  const { mtimeMs, ctimeMs, size } = statSync(file);
  return `${mtimeMs} ${ctimeMs} ${size}`;
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted();
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(path, name));
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function keep(file: string, digest: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, digest);
  } catch {
    // A project that is read-only is checked each time.
  }
}
