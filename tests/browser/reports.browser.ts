import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const program = '/usr/bin/chromium';
const folder = 'reports/browser';
const acceptance = ['support/commands/acceptance.ts', '--reports', folder];
const reports = {
  allure: pathToFileURL(resolve(folder, 'allure-report/index.html')).href,
  cucumber: pathToFileURL(resolve(folder, 'cucumber.html')).href,
};

let browser: Browser;

before(async () => {
  assert.ok(
    existsSync(program),
    `the reports are looked at in Chromium: apt-get install chromium (${program} is missing)`,
  );
  browser = await chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

after(async () => {
  await browser.close();
});

/** Runs the gate with every report; its exit code. */
function gate(...options: string[]): number | null {
  const { status, output } = command([...acceptance, ...options]);
  if (status !== 0 && options.length === 0) process.stderr.write(output);
  return status;
}

function command(words: readonly string[], env = process.env): { status: number | null; output: string } {
  const argv = ['-r', './config/typescript.cjs', ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', env });
  return { status, output: stdout + stderr };
}

/** Opens a page from the disk; every request that would leave the machine is written down and fails. */
async function open(
  address: string,
  viewport = { width: 1440, height: 1000 },
): Promise<{ page: Page; left: string[] }> {
  const page = await browser.newPage({ viewport });
  const left: string[] = [];
  await page.route(/^(?!file:|data:|blob:|about:)/, async (route) => {
    left.push(route.request().url());
    await route.abort();
  });
  await page.goto(address);
  return { page, left };
}

/** Waits until the text stands somewhere on the page, then fails with what stands there instead. */
async function shows(page: Page, text: string | RegExp): Promise<void> {
  const found = await page
    .getByText(text)
    .first()
    .waitFor({ state: 'visible', timeout: 10_000 })
    .then(() => true)
    .catch(() => false);
  assert.ok(found, `the page should show "${String(text)}", but shows:\n${await page.innerText('body')}`);
}

const titles = ['The host is forced down', 'The host is disabled but running', 'The compute service starts again'];

describe('the reports of a green run', () => {
  before(() => {
    assert.equal(gate(), 0);
  });

  test('Allure shows each scenario, and sends nothing anywhere', async () => {
    const { page, left } = await open(`${reports.allure}#suites`);
    await unfoldSuites(page);
    for (const title of titles) await shows(page, title);
    await page.getByText(/^LD-123.missing /).click();
    await shows(page, 'not applicable: until zed only; embedded is 2025.1');
    assert.deepEqual(left, []);
  });

  test('the page of cucumber shows each scenario, and sends nothing anywhere', async () => {
    const { page, left } = await open(reports.cucumber);
    await shows(page, 'not applicable: until zed only; embedded is 2025.1');
    for (const feature of await page.getByText('.feature').all()) await feature.click();
    for (const title of titles) await shows(page, title);
    assert.deepEqual(left, []);
  });
});

/** How wide a picture is shown; 0 while one of the page is broken. */
async function widthOf(page: Page, picture: Locator): Promise<number> {
  await picture.waitFor();
  const areWhole = await page.evaluate('[...document.images].every((image) => image.naturalWidth > 0)');
  return areWhole === true ? ((await picture.boundingBox())?.width ?? 0) : 0;
}

describe('the reports of the second run on a cloud with bug 1679750', () => {
  before(() => {
    rmSync(`${folder}/history.json`, { force: true });
    for (const seed of ['1', '2']) {
      assert.equal(gate('--defect', 'bug-1679750', '--seed', seed, '--tags', '@LD-1 or @LD-14 or @LD-22'), 1);
    }
  });

  for (const [renderer, env] of [
    ['Java', process.env],
    ['Node, without Java', { ...process.env, JAVA_HOME: '/nowhere' }],
  ] as const) {
    describe(`rendered by ${renderer}`, () => {
      before(() => {
        const { status, output } = command(['support/commands/report.ts', '--reports', folder], env);
        assert.equal(status, 0, output);
      });

      test('Allure is called what the run came to, and tells how to do it again', async () => {
        const { page, left } = await open(reports.allure);
        await shows(page, 'RED: 1 of 3 failed on the embedded cloud (2025.1, with bug-1679750)');
        assert.match(await page.title(), /^RED: /);
        await page.getByText('Show all').first().waitFor();
        await shows(
          page,
          "LD-1: the cloud broke a promise: likely: the delete did not free the server's allocation (bug 1679750)",
        );
        await page.locator('.environment-widget__expand').click();
        await shows(page, '--defect bug-1679750 --seed 2');
        assert.deepEqual(left, []);
      });

      test('Allure draws the trend of both runs, and tells the history of a scenario', async () => {
        const { page } = await open(reports.allure);
        await page.locator('.history-trend__chart svg path').first().waitFor();
        assert.equal(await page.locator('.history-trend__chart .slice').count(), 2);
        await openScenario(page, 'behaviors', /^LD-1 The host is forced down →/);
        await page.getByText('History', { exact: true }).click();
        await shows(page, 'Success rate 0% (0 of 2)');
      });

      test('Allure can be read in a narrow window', async () => {
        const { page } = await open(reports.allure, { width: 390, height: 844 });
        await openScenario(page, 'behaviors', /^LD-1 The host is forced down →/);
        const name = page.locator('.node__name', { hasText: 'LD-1 The host is forced down →' });
        const box = await name.boundingBox();
        assert.ok(box !== null && box.width > 150 && box.x + box.width <= 390, JSON.stringify(box));
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
      });

      test('Allure tells the failure with its message and the transcript', async () => {
        const { page, left } = await open(`${reports.allure}#suites`);
        await unfoldSuites(page);
        await page.getByText(/^LD-1 The host is forced down →/).click();
        await page.locator('.status-details__trace-toggle').first().click();
        await shows(page, 'which answers 404: a leak');
        await page.getByText('transcript', { exact: true }).click();
        const transcript = page.frameLocator('iframe');
        await transcript.getByText('When the owner deletes the server').waitFor();
        await transcript
          .getByText(/DELETE compute \/servers\//)
          .first()
          .click();
        await transcript.getByText(/^curl -i -X DELETE "\$COMPUTE"'\/servers\/.*\$OWNER_TOKEN"/).waitFor();
        assert.deepEqual(left, []);
      });

      for (const [verdict, title] of [
        ['red', /^LD-1 The host is forced down →/],
        ['green', /^LD-14 The host is disabled but running →/],
      ] as const) {
        test(`Allure shows the picture of a ${verdict} scenario at one click`, async () => {
          const { page, left } = await open(reports.allure, { width: 390, height: 844 });
          await openScenario(page, 'suites', title);
          await page.getByText('what happened, as a picture').click();
          const width = await widthOf(page, page.locator('.attachment-preview img'));
          assert.ok(width > 300 && width <= 390, `it is ${width} px wide`);
          assert.deepEqual(left, []);
        });
      }

      test('Allure puts the failure under its likely cause, and tells the rest when that is opened', async () => {
        const { page, left } = await open(`${reports.allure}#categories`);
        await page.locator('.tree__content .node').first().waitFor();
        await page.getByText('The cloud broke a promise').click();
        const cause = "likely: the delete did not free the server's allocation (bug 1679750)";
        await page.getByText(cause).click();
        await page.getByText(/^LD-1 The host is forced down →/).click();
        await page.locator('.status-details__trace-toggle').first().click();
        await shows(page, 'the cloud broke a promise');
        assert.deepEqual(left, []);
      });
    });
  }

  for (const width of [1440, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`the page of cucumber leads from a failure to its picture and its transcript in a click, ${width} px, ${colorScheme}`, async () => {
        const { page, left } = await open(reports.cucumber, { width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.getByText('what happened, as a picture').first().click();
        const shown = await widthOf(page, page.locator('img').first());
        assert.ok(shown > 200 && shown <= width, `it is ${shown} px wide`);
        await page.getByText('transcript', { exact: true }).first().click();
        await shows(page, /DELETE compute \/servers\//);
        const text = await page.locator('details[open] pre').first().boundingBox();
        assert.ok(text !== null && text.x + text.width <= width, `the transcript ends at ${JSON.stringify(text)}`);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
        assert.deepEqual(left, []);
      });

      test(`axe finds nothing in the head of cucumber's page, ${width} px, ${colorScheme}`, async () => {
        const { page } = await open(reports.cucumber, { width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.locator('.of-run').waitFor();
        await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
        const found = await page.evaluate(
          `axe.run('.of-run').then(({ violations }) => violations.map(({ id }) => id))`,
        );
        assert.deepEqual(found, []);
      });
    }
  }

  test('axe finds nothing in the page of a transcript', async () => {
    const results = `${folder}/allure-results`;
    const [transcript] = readdirSync(results).filter((name) => name.endsWith('-attachment.html'));
    assert.ok(transcript !== undefined);
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, left } = await open(pathToFileURL(resolve(results, transcript)).href, { width: 390, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const exchange of await page.locator('details > summary').all()) await exchange.click();
      assert.deepEqual(await violationsIn(page, 'body'), []);
      assert.deepEqual(left, []);
    }
  });

  test('the page of cucumber says the same of the whole run as Allure', async () => {
    const { page } = await open(reports.cucumber);
    const title = await page.title();
    assert.match(title, /^RED: 1 of 3 failed on the embedded cloud \(2025\.1, with bug-1679750\) in [\d.]+ s$/);
    await shows(page, '66.66% of 3 passed');
    assert.equal(await page.getByTestId('cucumber.summary.status').isVisible(), false);
    assert.equal(await page.getByTestId('cucumber.summary.timing').isVisible(), false);
    const { page: allure } = await open(reports.allure);
    await shows(allure, '66.66%');
    assert.equal(await allure.title(), title);
  });

  test('the page of cucumber tells the failure with its message', async () => {
    const { page, left } = await open(reports.cucumber);
    await shows(page, 'The host is forced down');
    await shows(page, 'which answers 404: a leak');
    assert.deepEqual(left, []);
  });
});

/** What axe finds in a part of the page. */
async function violationsIn(page: Page, part: string): Promise<unknown> {
  await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
  return page.evaluate(
    `axe.run('${part}').then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))`,
  );
}

/** Opens a scenario in one of Allure's trees. */
async function openScenario(page: Page, tree: string, title: RegExp): Promise<void> {
  await page.goto(`${reports.allure}#${tree}`);
  await unfoldSuites(page);
  await page.getByText(title).click();
}

/** Unfolds every group of Allure's tree of suites. */
async function unfoldSuites(page: Page): Promise<void> {
  await page.locator('.tree__content .node').first().waitFor();
  const folded = page.locator('.node[data-node-kind="group"]:not(.node__expanded) > .node__title');
  while ((await folded.count()) > 0) await folded.first().click();
}
