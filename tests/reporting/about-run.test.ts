import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aboutRunIn } from '../../support/reporting/allure/about-run';

describe('what the summary in a folder tells of its run', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'about-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const written = (summary: unknown) => {
    writeFileSync(join(folder, 'summary.json'), typeof summary === 'string' ? summary : JSON.stringify(summary));
    return aboutRunIn(folder);
  };
  const green = { verdict: 'green', line: '1 scenario passed', startedAt: '2026-01-31T12:00:00.500Z', seconds: 1.5 };

  it('is its line with the verdict, its beginning and its duration', () => {
    const startedAt = Date.UTC(2026, 0, 31, 12, 0, 0, 500);
    assert.deepEqual(written(green), { content: { name: 'GREEN: 1 scenario passed', startedAt, seconds: 1.5 } });
  });

  it('is nothing where there is none', () => {
    assert.deepEqual(aboutRunIn(folder), { content: undefined });
  });

  it('is told to be of no use, and why, where it is none', () => {
    for (const [summary, why] of [
      ['{"verdict":', /^is no JSON: /],
      [{ ...green, verdict: 'blue' }, /^is not what it should be: it\/verdict must be equal to one of/],
      [{ ...green, startedAt: '2026-13-31T12:00:00Z' }, /^is not what it should be: it\/startedAt must match pattern/],
    ] as const) {
      const about = written(summary);
      assert.ok('unusable' in about);
      assert.match(about.unusable, why);
    }
  });
});
