import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkBy } from '../../support/check';
import { renderAllure } from '../../support/reporting/allure/render';
import { conclude, titleOf } from '../../support/reporting/conclusion';
import { readHistory } from '../../support/reporting/history';
import { historyFile, reportFiles, writeReports } from '../../support/reporting/reports';
import { summarize } from '../../support/reporting/summary';
import { renderSummaryPage } from '../../support/reporting/summary-page';
import { countOutcomes, passRate, type RunVerdict } from '../../support/reporting/verdict';
import { facts, runOf, scenario } from './example-verdicts';

const failure = {
  where: 'Then it is',
  outcome: 'failed',
  stage: 'Then',
  message: 'x',
  errorType: 'AssertionError',
} as const;
const passed = ['LD-1', 'LD-2'].map((id) => scenario('passed', { id, startedAt: 6100 }));
const foreign = scenario('not applicable', { id: 'LD-123.missing', reason: 'until zed', startedAt: 6200 });
const runs = {
  green: runOf(...passed, foreign),
  red: runOf(...passed, scenario('failed', { id: 'LD-3', startedAt: 6300, failures: [failure] }), foreign),
};

/** The run takes longer than its scenarios: so does each real one. */
const times = { startedAt: 5000, seconds: 33.749, reproduce: 'npm run acceptance -- --seed 7' };

for (const [verdict, percent, of] of [
  ['green', '100%', 2],
  ['red', '66.66%', 3],
] as const) {
  describe(`the reports of a ${verdict} run`, () => {
    it('have the same percentage, the same counts and the same duration', async () => {
      const run = runs[verdict];
      const conclusion = conclude(run, facts, { choice: 'a part', selection: 'x', seconds: times.seconds });
      const folder = mkdtempSync(join(tmpdir(), 'agreement-'));
      try {
        const { failed } = await writeReports(folder, {
          ...{ run, facts, times, conclusion, envelopes: [], selection: 'x', root: '.' },
          ...({ allure: 'results', history: 'kept' } as const),
        });
        assert.deepEqual(failed, []);
        const summary = summarize(run, facts, conclusion, times, '.');
        const page = renderSummaryPage(summary);
        const title = titleOf(conclusion);

        assert.deepEqual(passRate(summary.counts), { percent, of });
        assert.ok(page.includes(`| passed of what was tried | ${percent} of ${of} |`), page);
        assert.match(title, / in 33\.7 s$/);
        assert.ok(page.includes('| seconds | 33.7 |'), page);
        assert.equal(summary.seconds, times.seconds);

        const html = readFileSync(join(folder, reportFiles.html), 'utf8');
        assert.ok(html.includes(`<h1>${title}</h1>`) && html.includes(`<title>${title}</title>`));
        assert.ok(
          html.includes(`<p>${percent} of ${of} passed · 1 not applicable · began 1970-01-01T00:00:05.000Z</p>`),
        );

        const junit = readFileSync(join(folder, reportFiles.junit), 'utf8');
        const failures = of - passed.length;
        const suites = `<testsuites tests="${of + 1}" failures="${failures}" errors="0" skipped="1" time="33.749">`;
        assert.ok(junit.includes(suites), junit);
        assert.equal(readHistory(join(folder, historyFile)).runs[0]?.seconds, times.seconds);
        await agreesWithAllure(folder, title, run);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

const isSummary = checkBy<{ readonly time: { readonly duration: number }; readonly statistic: Record<string, number> }>(
  {
    type: 'object',
    required: ['time', 'statistic'],
  },
);
const isTrend = checkBy<readonly { readonly data: { readonly duration: number } }[]>({ type: 'array', minItems: 1 });

async function agreesWithAllure(folder: string, name: string, run: RunVerdict): Promise<void> {
  const report = join(folder, reportFiles.allureReport);
  const about = { name, ...times };
  const results = join(folder, reportFiles.allureResults);
  const rendering = await renderAllure(results, report, about, { ...process.env, JAVA_HOME: '/nowhere' });
  assert.ok(rendering.kind === 'rendered', JSON.stringify(rendering));
  const html = readFileSync(rendering.file, 'utf8');
  const summary = widgetIn(html, 'summary');
  assert.ok(isSummary(summary));
  assert.equal(summary.time.duration, 33_749);
  const trend = widgetIn(html, 'duration-trend');
  assert.ok(isTrend(trend));
  assert.equal(trend[0]?.data.duration, 33_749);
  const { passed: green = 0, failed = 0, broken = 0 } = summary.statistic;
  // As Allure's own page reckons it.
  const percent = `${Math.floor((green / (green + failed + broken)) * 100 * 100) / 100}%`;
  assert.equal(percent, passRate(countOutcomes(run.scenarios)).percent);
}

function widgetIn(html: string, name: string): unknown {
  const [, encoded = ''] = new RegExp(`d\\(["']widgets/${name}\\.json["'],["']([^"']*)`).exec(html) ?? [];
  return JSON.parse(Buffer.from(encoded, 'base64').toString());
}
