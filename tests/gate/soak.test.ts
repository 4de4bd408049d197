import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSoakCommandLine, runSoak, soak } from '../../support/gate/soak';
import { emptyFolder, surroundingsOf } from './fixture-run';
import { summaryOf } from './read-reports';

const fixture = (name: string): string => join(__dirname, 'fixtures', name);

const isLine = (text: string): boolean => text.startsWith('  1/1  ');

describe('a soak', () => {
  it('runs the gate many times in one process and counts', async () => {
    const printed: string[] = [];
    const exitCode = await soak(3, [], surroundingsOf(fixture('green'), emptyFolder(), printed));
    assert.equal(exitCode, 0);
    assert.equal(printed.length, 4);
    assert.match(
      printed[1] ?? '',
      /^ {2}2\/3 {2}green +\d+\.\d s {2}--seed \d+ +--background random --latency [\d.]+\n$/,
    );
    assert.equal(printed[3], '3 runs, 0 failed\n');
  });

  it('tells each red run in full and ends with the seeds', async () => {
    const printed: string[] = [];
    const exitCode = await soak(2, ['--tags', '@LD-901'], surroundingsOf(fixture('outcomes'), emptyFolder(), printed));
    assert.equal(exitCode, 1);
    assert.match(printed[0] ?? '', /^Run 1 of 2:\nRunning on .*\n[^]*LD-901 Failed\n/);
    assert.match(
      printed.at(-1) ?? '',
      /^2 runs, 2 failed; each is done again with its\n(?: {2}--seed \d+ --background random --latency [\d.]+\n){2}$/,
    );
  });

  it('stops when a run cannot be run at all', async () => {
    const printed: string[] = [];
    const exitCode = await soak(2, ['--release', 'x'], surroundingsOf(fixture('green'), emptyFolder(), printed));
    assert.equal(exitCode, 2);
    assert.match(printed.join(''), /NOT RUN: there is no release x[^]*\n0 of 2 runs, 0 failed\n$/);
  });

  it('leaves a latency that was asked for, and everything on a cloud that runs elsewhere', async () => {
    const printed: string[] = [];
    const surroundings = surroundingsOf(fixture('green'), emptyFolder(), printed);
    await soak(1, ['--latency', '0.2'], surroundings);
    assert.match(printed.find(isLine) ?? '', /--seed \d+ +--background random\n$/);
    printed.length = 0;
    await soak(1, ['--cloud', 'reference'], surroundings);
    assert.match(printed.find(isLine) ?? '', /--seed \d+\s*\n$/);
  });

  for (const when of ['in a run', 'between two runs'] as const) {
    it(`that is interrupted ${when} says what it has seen`, async () => {
      const printed: string[] = [];
      const green = surroundingsOf(fixture('green'), emptyFolder(), printed);
      let runs = 0;
      const exitCode = await soak(3, [], {
        ...green,
        signals: () => ({ secondsToStop: () => 60, whatIsLeft: () => 'nothing', exit: () => undefined }),
        readParameters: (input) => {
          runs += 1;
          if (when === 'between two runs' && runs === 2) process.emit('SIGINT');
          return green.readParameters(input);
        },
        prepare: () => {
          if (when === 'in a run' && runs === 2) process.emit('SIGINT');
          return Promise.resolve({ warnings: [] });
        },
      });
      assert.equal(exitCode, 130);
      assert.match(printed.at(-1) ?? '', /^[12] of 3 runs, \d failed/);
    });
  }

  it('holds its folder from the first run to the last, and says in it what it could not run', async () => {
    const reports = emptyFolder();
    const printed: string[] = [];
    const held: boolean[] = [];
    const green = surroundingsOf(fixture('elsewhere'), reports, printed);
    const readParameters = (input: unknown) => {
      held.push(/"command":"npm run soak -- 2 --allow-partial"/.test(readFileSync(join(reports, 'run.lock'), 'utf8')));
      return green.readParameters(input);
    };
    assert.equal(await runSoak(['2', '--allow-partial'], { ...green, readParameters }), 0);
    assert.deepEqual([held, existsSync(join(reports, 'run.lock'))], [[true, true], false]);
    assert.equal(await runSoak(['0'], green), 2);
    assert.equal(summaryOf({ reports }).line, 'NOT RUN: 0 runs are none: say a number like 100');
    assert.equal(await runSoak(['1'], { ...green, unheard: () => Promise.resolve('the disk is full') }), 2);
  });

  it('reads how many runs, and leaves the rest to the gate', () => {
    const request = readSoakCommandLine(['--release', 'zed', '7', 'features/a.feature']);
    assert.deepEqual(request, { kind: 'soak', runs: 7, gateArguments: ['--release', 'zed', 'features/a.feature'] });
    const alike = readSoakCommandLine(['--latency', '7', '7', '--name=7']);
    assert.deepEqual(alike, { kind: 'soak', runs: 7, gateArguments: ['--latency', '7', '--name=7'] });
    assert.deepEqual(readSoakCommandLine([]), { kind: 'soak', runs: 100, gateArguments: [] });
  });

  it('says what is wrong with its command line', () => {
    const told = [['0'], ['5', '6'], ['--runs', '5'], ['--seed', '4'], ['--background', 'random']].map((argv) => {
      const request = readSoakCommandLine(argv);
      assert.ok(request.kind === 'tell' && request.exitCode === 2);
      return request.text;
    });
    assert.deepEqual(
      told.filter((_, index) => index !== 2),
      [
        '0 runs are none: say a number like 100\n',
        'how many runs: 5 or 6?\n',
        '--seed is refused: a soak draws a seed for each run and writes no Allure report\n',
        '--background is refused: the background work of a soak is always in random order\n',
      ],
    );
    assert.match(told[2] ?? '', /^there is no option --runs/);
  });
});
