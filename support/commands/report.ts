import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shownPath } from '../gate/shown-path';
import { projectSurroundings } from '../gate/surroundings';
import { aboutRunIn } from '../reporting/allure/about-run';
import { renderAllure } from '../reporting/allure/render';
import { reportFiles } from '../reporting/reports';
import { runTypedCommand } from './typed-command';

const command = {
  usage: 'npm run report [-- --reports DIR]',
  does: 'Renders the Allure report of the last run again, prints where it is, and opens it where there is a desktop.',
  options: {
    reports: { type: 'string', value: 'DIR', like: 'reports/zed', help: "the folder of the run's reports (reports)" },
  },
  exitCodes: '0 rendered; 2 there is nothing to render, or it could not be rendered',
} as const;

runTypedCommand(command, async ({ values }) => {
  const reports = resolve(values.reports ?? projectSurroundings().reports);
  const results = join(reports, reportFiles.allureResults);
  if (!existsSync(results)) {
    console.error(`There are no results in ${results}: run npm run acceptance first`);
    return 2;
  }
  const about = aboutRunIn(reports);
  if ('unusable' in about) {
    console.error(
      `${shownPath(join(reports, reportFiles.summary))} ${about.unusable}. The page does not tell what the run came to`,
    );
  }
  const known = 'unusable' in about ? undefined : about.content;
  const rendering = await renderAllure(results, join(reports, reportFiles.allureReport), known);
  if (rendering.kind === 'not rendered') {
    console.error(rendering.reason);
    return 2;
  }
  console.log(rendering.file);
  openOnDesktop(rendering.file);
  return 0;
});

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
