import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSoakCommandLine, runSoak, soak } from '../../support/gate/soak';
import { emptyFolder, surroundingsOf } from './fixture-run';
import { summaryOf } from './read-reports';

const fixture = (name: string): string => join(__dirname, 'fixtures', name);

describe('a soak', () => {
  it('runs the gate many times in one process and counts', async () => {
    const printed: string[] = [];
    const exitCode = await soak(3, [], surroundingsOf(fixture('green'), emptyFolder(), printed));
    assert.equal(exitCode, 0);
    assert.deepEqual(printed, ['3 runs, 0 failed\n']);
  });

  it('tells each red run in full and ends with the seeds', async () => {
    const printed: string[] = [];
    const exitCode = await soak(2, ['--tags', '@LD-901'], surroundingsOf(fixture('outcomes'), emptyFolder(), printed));
    assert.equal(exitCode, 1);
    assert.match(printed[0] ?? '', /^Run 1 of 2:\nRunning on .*\n[^]*LD-901 Failed\n/);
    assert.match(printed.at(-1) ?? '', /^2 runs, 2 failed; their seeds: \d+, \d+\n$/);
  });

  it('stops when a run cannot be run at all', async () => {
    const printed: string[] = [];
    const exitCode = await soak(2, ['--release', 'x'], surroundingsOf(fixture('green'), emptyFolder(), printed));
    assert.equal(exitCode, 2);
    assert.match(printed.join(''), /NOT RUN: there is no release x/);
  });

  it('holds its folder from the first run to the last, and says in it what it could not run', async () => {
    const reports = emptyFolder();
    const printed: string[] = [];
    const held: boolean[] = [];
    const green = surroundingsOf(fixture('elsewhere'), reports, printed);
    const readParameters = (input: unknown) => {
      held.push(
        /"command":"npm run soak -- --runs 2 --allow-partial"/.test(readFileSync(join(reports, 'run.lock'), 'utf8')),
      );
      return green.readParameters(input);
    };
    assert.equal(await runSoak(['--runs', '2', '--allow-partial'], { ...green, readParameters }), 0);
    assert.deepEqual([held, existsSync(join(reports, 'run.lock'))], [[true, true], false]);
    assert.equal(await runSoak(['--runs', 'many'], green), 2);
    assert.equal(summaryOf({ reports }).line, 'NOT RUN: --runs is many, but it is a number of runs like 100');
    assert.equal(await runSoak(['--runs', '1'], { ...green, unheard: () => Promise.resolve('the disk is full') }), 2);
  });

  it('reads how many runs, and leaves the rest to the gate', () => {
    const request = readSoakCommandLine(['--release', 'zed', '--runs', '7', 'features/a.feature']);
    assert.deepEqual(request, { kind: 'soak', runs: 7, gateArguments: ['--release', 'zed', 'features/a.feature'] });
    assert.deepEqual(readSoakCommandLine(['--runs=7']), { kind: 'soak', runs: 7, gateArguments: [] });
    assert.deepEqual(readSoakCommandLine([]), { kind: 'soak', runs: 100, gateArguments: [] });
  });

  it('says what is wrong with its command line', () => {
    const told = [['--runs', 'many'], ['--runs'], ['--run', '5'], ['--seed', '4']].map((argv) => {
      const request = readSoakCommandLine(argv);
      assert.ok(request.kind === 'tell' && request.exitCode === 2);
      return request.text;
    });
    assert.deepEqual(
      told.map((text) => text.replace(/ \(known: .*\)/, '')),
      [
        '--runs is many, but it is a number of runs like 100\n',
        '--runs needs a value, like --runs 100\n',
        'there is no option --run: did you mean --runs?\n',
        '--seed is refused: a soak draws a seed for each run and writes no Allure report\n',
      ],
    );
  });
});
