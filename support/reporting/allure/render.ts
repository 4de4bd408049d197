import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sealHtml } from '../seal';
import type { AboutRun } from './about-run';
import { withStyle } from './page-style';
import { tellingRun } from './telling-run';
import { whyUnwritten, writeWhole } from '../write-whole';

/** What came of rendering: `file` is the page; where there is none, `reason` says why in a line. */
export type Rendering =
  { readonly kind: 'rendered'; readonly file: string } | { readonly kind: 'not rendered'; readonly reason: string };

/**
 * Renders raw Allure results as one HTML page that opens from a disk and sends nothing anywhere: by Java, and by Node where there is no
 * Java. Takes some seconds; never rejects, because the verdict does not depend on it.
 *
 * @param about what the page says of the run; where that is not known, Allure says it by itself
 */
export async function renderAllure(
  results: string,
  report: string,
  about: AboutRun | undefined,
  env = process.env,
): Promise<Rendering> {
  const byJava = await renderByJava(results, report, about, env);
  const { code, output } = lacksJava(byJava) ? await renderByNode(results, report, about, env) : byJava;
  const file = join(report, page);
  const hasFailed = code !== 0 || toldByAllure3.test(output);
  if (hasFailed || !existsSync(file)) {
    removeHalf(report);
    return notRendered(hasFailed ? causeIn(output) : 'no page was made');
  }
  try {
    removeOthers(report);
    writeWhole(file, sealHtml(pageIn(file, about)));
  } catch (error) {
    removeHalf(report);
    return notRendered(`${file}: ${whyUnwritten(error)}`);
  }
  return { kind: 'rendered', file };
}

const page = 'index.html';

/** Allure 3 tells these, goes on, and ends with 0. */
const toldByAllure3 = /^(?:can't read|error parsing|plugin \w+ error) /m;

function renderByJava(
  results: string,
  report: string,
  about: AboutRun | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Ended> {
  const allure = join(dirname(require.resolve('allure-commandline')), 'dist/bin/allure');
  const name = about === undefined ? [] : ['--name', about.name];
  return run(allure, ['generate', '--single-file', '--clean', ...name, results, '-o', report], env);
}

function lacksJava({ output }: Ended): boolean {
  return /JAVA_HOME is (?:not set|set to an invalid)/.test(output);
}

/** Allure 3 empties no folder by itself. */
function renderByNode(
  results: string,
  report: string,
  about: AboutRun | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Ended> {
  removeHalf(report);
  const loader = join(__dirname, '../../../config/typescript.cjs');
  const script = join(__dirname, 'render-by-node.ts');
  return run(process.execPath, ['-r', loader, script, results, report, about?.name ?? 'Allure Report'], env);
}

/** Allure 3 writes files beside its page, for tools of its own. */
function removeOthers(report: string): void {
  for (const name of readdirSync(report)) {
    if (name !== page) rmSync(join(report, name), { recursive: true });
  }
}

function pageIn(file: string, about: AboutRun | undefined): string {
  const page = withStyle(readFileSync(file, 'utf8'));
  return about === undefined ? page : tellingRun(page, about);
}

function notRendered(why: string): Rendering {
  return { kind: 'not rendered', reason: `The Allure report was not rendered: ${why}` };
}

/** Half a page would be taken for one. */
function removeHalf(report: string): void {
  try {
    rmSync(report, { recursive: true, force: true });
  } catch {
    // A disk that takes nothing any more is what the reason tells of.
  }
}

/** Both tell the cause, without its class, in a line among many that tell where. */
function causeIn(output: string): string {
  const [, cause] = /^(?:Caused by: (?:[\w.$]+: )?|(?:[a-z][\w' ]+ )?\w*Error: )(.+)$/m.exec(output) ?? [];
  return cause ?? output.trim().replace(/\s+/g, ' ');
}

/** How a process ended, and all that it said. */
interface Ended {
  readonly code: number;
  readonly output: string;
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new Promise((resolve) => {
    // Exactly "true": with anything else Allure reports home and writes a page that does too.
    const child = spawn(command, args, {
      env: { ...env, ALLURE_NO_ANALYTICS: 'true' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on('error', (error) => {
      resolve({ code: 1, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}
