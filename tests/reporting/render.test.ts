import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkBy } from '../../support/check';
import { renderAllure } from '../../support/reporting/allure/render';
import { writeResults } from '../../support/reporting/allure/write';
import { externalLoads } from './external-loads';
import { allureRun, runOf, scenario } from './example-verdicts';

const hasJava = spawnSync('java', ['-version']).status === 0;

const about = { name: 'RED: 1 of 1 not run & more', startedAt: 5000, seconds: 6 };

function results(): { results: string; report: string } {
  const folder = mkdtempSync(join(tmpdir(), 'allure-'));
  const paths = { results: join(folder, 'results'), report: join(folder, 'report') };
  writeResults(paths.results, allureRun(runOf(scenario('not run', { reason: 'the cloud is closed' }))));
  return paths;
}

const hasNoJava = { PATH: toolsWithoutJava() };

describe("rendering Allure's HTML", () => {
  for (const [renderer, env, skip] of [
    ['Java', process.env, hasJava ? false : 'there is no Java'],
    ['Node, where there is no Java', hasNoJava, false],
  ] as const) {
    it(`makes one page by ${renderer}, that loads nothing from anywhere`, { skip }, async () => {
      const { results: from, report } = results();
      mkdirSync(report);
      writeFileSync(join(report, 'of the last run'), '');
      const rendering = await renderAllure(from, report, about, env);
      assert.ok(rendering.kind === 'rendered', JSON.stringify(rendering));
      const html = readFileSync(rendering.file, 'utf8');
      assert.deepEqual(externalLoads(html), []);
      assert.ok(!html.includes('gtag('));
      assert.match(html, /http-equiv="Content-Security-Policy"/);
      assert.match(html, /<title>RED: 1 of 1 not run &amp; more<\/title>/);
      assert.deepEqual(timeIn(html), { start: 5000, stop: 11_000, duration: 6000 });
      assert.deepEqual(readdirSync(report), ['index.html']);
    });
  }

  it('says in one line why Java failed, and leaves no half of a page', async () => {
    const { results: from, report } = results();
    mkdirSync(report);
    const rendering = await renderAllure(
      from,
      report,
      about,
      withJava("printf '%s' 'at a.b\nCaused by: java.io.IOException: full\n at c'; exit 1"),
    );
    assert.deepEqual(rendering, { kind: 'not rendered', reason: 'The Allure report was not rendered: full' });
    assert.equal(existsSync(report), false);
  });

  it('says in one line why Node failed, and leaves no half of a page', async () => {
    const { results: from, report } = results();
    writeFileSync(report, 'a file, no folder');
    const inside = join(report, 'inside');
    assert.deepEqual(await renderAllure(from, inside, about, hasNoJava), {
      kind: 'not rendered',
      reason: `The Allure report was not rendered: ENOTDIR: not a directory, mkdir '${inside}/allure2'`,
    });
    const wrongJava = { ...hasNoJava, JAVA_HOME: '/nowhere' };
    const missing = await renderAllure(join(from, 'missing'), `${report}-2`, about, wrongJava);
    assert.ok(missing.kind === 'not rendered' && missing.reason.includes('ENOENT'), JSON.stringify(missing));
    assert.equal(existsSync(`${report}-2`), false);
  });

  it('says that there is no page where none was made', async () => {
    const { results: from, report } = results();
    const rendering = await renderAllure(from, report, about, withJava('exit 0'));
    assert.deepEqual(rendering, {
      kind: 'not rendered',
      reason: 'The Allure report was not rendered: no page was made',
    });
  });
});

/** The time of the run as the page has it. */
function timeIn(html: string): unknown {
  const [, encoded = ''] = /d\(["']widgets\/summary\.json["'],["']([^"']*)["']/.exec(html) ?? [];
  const summary: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString());
  assert.ok(hasTime(summary));
  const { start, stop, duration } = summary.time;
  return { start, stop, duration };
}

const hasTime = checkBy<{ readonly time: Readonly<Record<string, unknown>> }>({ type: 'object', required: ['time'] });

/** An environment whose Java does this. */
function withJava(script: string): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(tmpdir(), 'java-'));
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin', 'java'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: toolsWithoutJava(), JAVA_HOME: home };
}

/** A folder with what Allure's start script needs, but for Java. */
function toolsWithoutJava(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'tools-')), 'bin');
  mkdirSync(folder);
  for (const tool of [
    'sh',
    'bash',
    'env',
    'uname',
    'dirname',
    'basename',
    'expr',
    'sed',
    'ls',
    'which',
    'cat',
    'xargs',
  ]) {
    const found = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
    if (found !== '') {
      symlinkSync(found, join(folder, tool));
    }
  }
  return folder;
}
