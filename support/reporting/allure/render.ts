import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sealHtml } from '../seal';
import type { AboutRun } from './about-run';
import { withStyle } from './page-style';
import { tellingRun } from './telling-run';
import { whyUnwritten, writeWhole } from '../write-whole';

/** What came of rendering: `file` is the page; without Java there is none, and `reason` says so in a line. */
export type Rendering =
  { readonly kind: 'rendered'; readonly file: string } | { readonly kind: 'not rendered'; readonly reason: string };

/**
 * Renders raw Allure results as one HTML page that opens from a disk and sends nothing anywhere.
 * Takes some seconds and needs Java; never rejects, because the verdict does not depend on it.
 *
 * @param about what the page says of the run; where that is not known, Allure says it by itself
 */
export async function renderAllure(
  results: string,
  report: string,
  about: AboutRun | undefined,
  env = process.env,
): Promise<Rendering> {
  const allure = join(dirname(require.resolve('allure-commandline')), 'dist/bin/allure');
  const name = about === undefined ? [] : ['--name', about.name];
  const order = ['generate', '--single-file', '--clean', ...name, results, '-o', report];
  const { code, output } = await run(allure, order, env);
  if (code !== 0) {
    const noJava = /JAVA_HOME is (?:not set|set to an invalid)/.test(output);
    if (noJava) return notRendered('it needs Java, and no java command was found');
    removeHalf(report);
    return notRendered(causeIn(output));
  }
  const file = join(report, 'index.html');
  try {
    writeWhole(file, sealHtml(pageIn(file, about)));
  } catch (error) {
    removeHalf(report);
    return notRendered(`${file}: ${whyUnwritten(error)}`);
  }
  return { kind: 'rendered', file };
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

/** Java tells the cause, without its class, in a line among hundreds that tell where. */
function causeIn(output: string): string {
  const [, cause] = /^Caused by: (?:[\w.$]+: )?(.+)$/m.exec(output) ?? [];
  return cause ?? output.trim().replace(/\s+/g, ' ');
}

function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
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
