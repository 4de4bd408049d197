import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommand } from '../gate/ending';
import { messageOf } from '../gate/message-of';
import { projectSurroundings } from '../gate/surroundings';
import { renderAllure } from '../reporting/allure/render';
import { reportFiles } from '../reporting/reports';
import { readCommandLine, WrongOrder } from './command-line';

const help = `npm run report [-- --reports DIR]

Renders the Allure report of the last run again, prints where it is, and opens it where there is a desktop.

  --reports DIR   the folder of the run's reports (reports)

Exit code: 0 rendered; 2 there is nothing to render, or no Java to render it with.
`;

/** Renders the last results and returns the exit code. */
async function main(argv: readonly string[]): Promise<0 | 2> {
  const options = { reports: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = readCommandLine({ args: [...argv], options });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const reports = resolve(values.reports ?? projectSurroundings().reports);
  const results = join(reports, reportFiles.allureResults);
  if (!existsSync(results)) {
    console.error(`There are no results in ${results}: run npm run acceptance first`);
    return 2;
  }
  const rendering = await renderAllure(results, join(reports, reportFiles.allureReport));
  if (rendering.kind === 'not rendered') {
    console.error(rendering.reason);
    return 2;
  }
  console.log(rendering.file);
  openOnDesktop(rendering.file);
  return 0;
}

function openOnDesktop(file: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const hasDesktop = process.platform === 'darwin' || ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => process.env[name]);
  if (hasDesktop) {
    const child = spawn(command, [file], { detached: true, stdio: 'ignore' });
    child.on('error', (error) => {
      console.error(`It could not be opened: ${error.message}`);
    });
    child.unref();
  }
}

runCommand(main, (error) => {
  console.error(`NOT DONE: ${messageOf(error)}${error instanceof WrongOrder ? `\n\n${help}` : ''}`);
});
