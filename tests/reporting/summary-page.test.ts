import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notRun } from '../../support/reporting/conclusion';
import { summarize, summarizeShortly } from '../../support/reporting/summary';
import { renderSummaryPage } from '../../support/reporting/summary-page';
import type { RunVerdict, ScenarioVerdict } from '../../support/reporting/verdict';
import { facts, runOf, scenario } from './example-verdicts';

const times = { startedAt: 0, seconds: 1.5, reproduce: "npm run acceptance -- --tags '@LD-1'" };
const red = { exitCode: 1, verdict: 'red', line: 'RED: 2 of 4 failed' } as const;

function failed(id: string, message: string): ScenarioVerdict {
  const failure = { where: 'Then it is', stage: 'Then', outcome: 'failed', message, errorType: 'ExpectationFailed' };
  return scenario('failed', {
    id,
    title: `Title of ${id}`,
    failures: [{ ...failure, stage: 'Then', outcome: 'failed' }],
  });
}

function pageOf(run: RunVerdict): string {
  return renderSummaryPage(summarize(run, facts, red, times, '/project'));
}

describe('the page of a summary', () => {
  it('begins with the verdict and what failed: what there is in common, the best of it in full, the rest by title', () => {
    const page = pageOf(
      runOf(failed('LD-1', 'x is y\nlikely z'), scenario('passed', { id: 'LD-3' }), failed('LD-2', 'x is y\nlikely z')),
    );
    const begin = [
      '# RED: 2 of 4 failed',
      '## 2 scenarios failed alike: the cloud broke a promise',
      '<code>likely: z</code>',
      '**LD-1 Title of LD-1** (<code>features/a.feature:3</code>)',
      '```text\nThen it is\n  x is y\n  likely z\n```',
      '<details><summary>and likewise 1</summary>\n\n- LD-2 Title of LD-2\n\n</details>',
      '## The run',
    ].join('\n\n');
    assert.equal(page.slice(0, begin.length), begin);
    assert.ok(
      page.includes('| passed | 1 |\n| failed | 2 |\n| passed of what was tried | 33.33% of 3 |\n| cloud | embedded |'),
      page,
    );
    assert.ok(page.endsWith("The same again:\n\n```sh\nnpm run acceptance -- --tags '@LD-1'\n```\n"), page);
  });

  it('tells what there is first where scenarios failed in several ways', () => {
    const page = pageOf(runOf(failed('LD-1', 'x'), failed('LD-2', 'y'), failed('LD-4', 'y')));
    assert.ok(page.includes('**3 scenarios failed in 2 ways:**\n\n| scenarios | whose matter | in common |\n'), page);
    assert.ok(page.includes('| 2 | the cloud broke a promise | <code>it is: y</code> |\n'), page);
  });

  it('tells ten ways in full, and of others what they have in common', () => {
    const ways = Array.from({ length: 12 }, (_, index) => failed(`LD-${index + 1}`, `way ${'x'.repeat(index)}`));
    const page = pageOf(runOf(...ways));
    assert.equal(page.match(/^## 1 scenario failed/gm)?.length, 10);
    assert.ok(
      page.includes(`- 1 scenario failed: the cloud broke a promise: <code>it is: way ${'x'.repeat(11)}</code>`),
    );
  });

  it('takes no words of a cloud for Markdown or HTML', () => {
    const words = 'a | b `c` <img src=x> [d](e) *f* _g_ h_i\n```\n# j';
    const page = pageOf(runOf(failed('LD-1', words), failed('LD-2', words)));
    assert.ok(
      page.includes('<code>it is: a \\| b \\`c\\` &lt;img src=x&gt; \\[d\\](e) \\*f\\* \\_g\\_ h_i</code>'),
      page,
    );
    assert.ok(page.includes('````text\nThen it is\n'), page);
  });

  it('tells what was left out by its reason', () => {
    const skipped = (id: string) => scenario('skipped', { id, reason: 'there are no volumes' });
    const page = pageOf(
      runOf(skipped('LD-46'), skipped('LD-50'), scenario('not applicable', { reason: 'since 2026.1' })),
    );
    const told =
      '<details><summary>2 skipped: <code>there are no volumes</code></summary>\n\n- LD-46 The host is forced down\n';
    assert.ok(page.includes(told), page);
    assert.ok(page.includes('<summary>1 not applicable: <code>since 2026.1</code></summary>'), page);
  });

  it('says why a run did not come about, once', () => {
    const page = renderSummaryPage(summarizeShortly(notRun('there is no cloud'), times));
    assert.match(page, /^# NOT RUN: there is no cloud\n\n## The run\n/);
    assert.equal(page.match(/there is no cloud/g)?.length, 1);
  });
});
