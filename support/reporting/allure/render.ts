import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sealHtml } from '../seal';

/** What came of rendering: `file` is the page; without Java there is none, and `reason` says so in a line. */
export type Rendering =
  { readonly kind: 'rendered'; readonly file: string } | { readonly kind: 'not rendered'; readonly reason: string };

/**
 * Renders raw Allure results as one HTML page that opens from a disk and sends nothing anywhere.
 * Takes some seconds and needs Java; never rejects, because the verdict does not depend on it.
 */
export async function renderAllure(results: string, report: string, env = process.env): Promise<Rendering> {
  const allure = join(dirname(require.resolve('allure-commandline')), 'dist/bin/allure');
  const { code, output } = await run(allure, ['generate', '--single-file', '--clean', results, '-o', report], env);
  if (code !== 0) {
    const noJava = /JAVA_HOME is (?:not set|set to an invalid)/.test(output);
    const cause = noJava ? 'it needs Java, and no java command was found' : output.trim().replace(/\s+/g, ' ');
    return { kind: 'not rendered', reason: `The Allure report was not rendered: ${cause}` };
  }
  const file = join(report, 'index.html');
  writeFileSync(file, sealHtml(readFileSync(file, 'utf8')));
  return { kind: 'rendered', file };
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
