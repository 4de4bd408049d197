/**
 * Renders Allure's raw results as one page where there is no Java, in a process of its own: `results report name`. Allure 3 is plain
 * JavaScript, and writes the page of Allure 2 from the same files.
 */
import { join } from 'node:path';

const [results = '', report = '', name = ''] = process.argv.slice(2);

void render();

async function render(): Promise<void> {
  const { AllureReport, resolveConfig } = await import('@allurereport/core');
  const options = { singleFile: true, reportName: name, reportLanguage: 'en' };
  const allure = new AllureReport(await resolveConfig({ name, output: report, plugins: { allure2: { options } } }));
  await allure.start();
  // Of the results it reads no folder by itself, not even the history's.
  for (const folder of [results, join(results, 'history')]) await allure.readDirectory(folder);
  await allure.done();
}
