import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

const address = pathToFileURL(resolve('reports/book.html')).href;
const wide = { viewport: { width: 1440, height: 1000 } } as const;
const narrow = { viewport: { width: 390, height: 844 } } as const;

let browser: Browser;

before(async () => {
  const made = spawnSync(process.execPath, ['-r', './config/typescript.cjs', 'support/commands/book.ts'], {
    encoding: 'utf8',
  });
  assert.equal(made.status, 0, made.stdout + made.stderr);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
});

after(async () => {
  await browser.close();
});

async function open(options: BrowserContextOptions, place = ''): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(`${address}${place}`);
  return page;
}

for (const screen of [wide, narrow]) {
  test(`the book fits a screen of ${screen.viewport.width} px, and asks nobody for anything`, async () => {
    const page = await browser.newPage(screen);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(address);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), screen.viewport.width);
    assert.deepEqual(asked, [address]);
  });
}

for (const look of [
  { ...wide, colorScheme: 'light' },
  { ...narrow, colorScheme: 'dark' },
] as const) {
  test(`axe finds nothing in the book on ${look.viewport.width} px, ${look.colorScheme}`, async () => {
    // The page's own policy would keep axe out.
    const page = await open({ ...look, bypassCSP: true });
    await page.addScriptTag({ content: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
    const found = await page.evaluate(
      'axe.run().then(({ passes, violations }) => ({ passes: passes.length > 20, violations: violations.map(({ id, nodes }) => [id, nodes[0].html]) }))',
    );
    assert.deepEqual(found, { passes: true, violations: [] });
  });
}

describe('the book', () => {
  test('leads from its contents to a chapter, and from a bug to the scenario that guards it', async () => {
    const page = await open(wide);
    await page.getByRole('link', { name: 'A leak is healed', exact: true }).click();
    await inView(page, page.getByRole('heading', { name: 'A leak is healed', exact: true }));
    await page.getByRole('link', { name: 'Bugs', exact: true }).click();
    const bug = page.locator('.bugs li', { hasText: 'bug 1679750' });
    await bug.getByRole('link', { name: 'LD-1', exact: true }).click();
    await inView(page, page.locator('#LD-1'));
    assert.match(await page.locator('#LD-1').innerText(), /Seen on OpenStack Zed and 2025\.1\.\s+Guards bug 1679750/);
  });

  test('shows what else turns a scenario red when that is opened', async () => {
    const page = await open(narrow, '#LD-1');
    const fault = page.locator('#LD-1 details li').first();
    assert.equal(await fault.isVisible(), false);
    await page.locator('#LD-1 summary').click();
    assert.equal(await fault.isVisible(), true);
  });
});

async function inView(page: Page, place: Locator): Promise<void> {
  const box = await place.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  assert.ok(box !== null && box.y >= 0 && box.y < height, `it should be on the screen, but is at ${box?.y ?? 'no'} px`);
}
