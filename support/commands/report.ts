import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectSurroundings } from '../gate/surroundings';
import { renderAllure } from '../reporting/allure/render';
import { reportFiles } from '../reporting/reports';

const help = `npm run report

Renders the Allure report of the last run again, prints where it is, and opens it where there is a desktop.
Exit code: 0 rendered; 2 there is nothing to render, or no Java to render it with.
`;

/** Renders the last results and returns the exit code. */
async function main(argv: readonly string[]): Promise<0 | 2> {
  if (argv.length > 0) {
    console.log(argv.includes('--help') ? help : `npm run report takes no arguments, but was given ${argv.join(' ')}`);
    return argv.includes('--help') ? 0 : 2;
  }
  const { reports } = projectSurroundings();
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

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
