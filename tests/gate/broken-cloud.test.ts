import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Surroundings } from '../../support/gate/task';
import { emptyFolder, runFixture } from './fixture-run';
import { summaryOf } from './read-reports';

const broken: Pick<Surroundings, 'prepare'> = {
  prepare: () => Promise.resolve({ warnings: [], defect: 'bug-1679750' }),
};

describe('a run on a cloud that was broken on purpose', () => {
  it('says so in its first line, its verdict and its summary, and how it is done again', async () => {
    const run = await runFixture('green', ['--cloud', 'reference', '--release', 'zed'], '', broken);
    const cloud = 'the reference cloud (zed, with bug-1679750)';
    assert.ok(run.console.startsWith(`Running on ${cloud}, seed `), run.console);
    const { defect, line, reproduce } = summaryOf(run);
    assert.equal(defect, 'bug-1679750');
    assert.ok(line.includes(` on ${cloud} in `), line);
    assert.match(reproduce, /^npm run reference -- up --release zed --broken bug-1679750 && npm run acceptance -- /);
  });

  it('records nothing, and runs no scenario that would have been recorded', async () => {
    const file = join(emptyFolder(), 'records', 'zed.json');
    const run = await runFixture('green', ['--cloud', 'reference', '--record', file], '', broken);
    assert.equal(run.exitCode, 2);
    assert.match(run.console, /NOT RUN: --record keeps what a healthy cloud showed, and this one is broken on purpose/);
    assert.ok(!existsSync(join(file, '..')));
  });
});
