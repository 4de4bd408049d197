import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { openEmbeddedCloud } from '../../support/clouds/embedded/embedded-cloud';
import { defaultParameters } from '../../support/clouds/parameters';
import { tellLeftovers } from '../../support/gate/leftovers';
import { SignalHandler } from '../../support/gate/signals';
import { projectRoot } from '../../support/gate/surroundings';
import { conclude, interrupted, notRun } from '../../support/reporting/conclusion';
import { Interruption } from '../../support/safety/interruption';
import { Ledger } from '../../support/safety/ledger';

describe('a signal', () => {
  let printed: string[];
  let exits: number[];
  let handler: SignalHandler;
  let interruption: Interruption;

  beforeEach(() => {
    printed = [];
    exits = [];
    interruption = new Interruption();
    handler = new SignalHandler({
      interruption,
      print: (text) => printed.push(text),
      secondsToStop: () => 142,
      whatIsLeft: () => 'Left on staging: a server',
      exit: (exitCode) => exits.push(exitCode),
    });
  });

  afterEach(() => {
    handler.end();
  });

  it('tells the run to end by itself, and says how long that takes at most', () => {
    interruption.refuse();
    handler.receive('SIGTERM');
    assert.equal(interruption.signal, 'SIGTERM');
    assert.throws(
      () => {
        interruption.refuse();
      },
      { message: 'the run was interrupted by SIGTERM' },
    );
    assert.deepEqual(
      [exits, printed],
      [
        [],
        [
          '\nSIGTERM: no further step begins, and what this run has made and disturbed is taken back, within 142 s at most. A second signal stops at once.\n',
        ],
      ],
    );
  });

  it('stops the run at once when it is the second one, and says what is left', () => {
    handler.receive('SIGTERM');
    handler.receive('SIGINT');
    assert.deepEqual(exits, [130]);
    assert.equal(printed[1], '\nSIGINT again: stopped at once.\nLeft on staging: a server\n');
  });

  it('is followed by the end when the run takes too long to clean up', async () => {
    const ended = new Promise<number>((resolve) => {
      const impatient = new SignalHandler({
        interruption,
        print: (text) => printed.push(text),
        secondsToStop: () => 0,
        whatIsLeft: () => 'Left',
        exit: resolve,
      });
      impatient.receive('SIGTERM');
    });
    assert.equal(await ended, 143);
    assert.equal(printed[1], '\nit has taken more than 0 s to clean up: stopped at once.\nLeft\n');
  });

  it('ends the waiting of scenarios, not that of clean-up', async (t) => {
    const cloud = await openEmbeddedCloud(defaultParameters);
    t.after(() => cloud.close());
    await cloud.beginScenario();
    handler.receive('SIGINT');
    await assert.rejects(interruption.over(cloud).letTimePass(), { name: 'Interrupted' });
    await cloud.letTimePass();
    await cloud.endScenario();
  });

  it('makes a run red or incomplete, with the exit code that shells know', () => {
    const facts = { cloud: 'embedded', release: '2025.1', seed: 1, microversions: {}, packages: {} };
    const circumstances = { choice: 'everything', selection: 'in the features', seconds: 1 } as const;
    const red = conclude(
      { scenarios: [], hookFailures: [{ where: 'hook', outcome: 'failed', message: '' }], parseFailures: [] },
      facts,
      circumstances,
    );
    assert.deepEqual(interrupted(red, 'SIGINT'), {
      exitCode: 130,
      verdict: 'red',
      line: `INTERRUPTED by SIGINT: ${red.line}`,
    });
    const { exitCode, verdict } = interrupted(notRun('nothing was tried'), 'SIGTERM');
    assert.deepEqual([exitCode, verdict], [143, 'incomplete']);
  });
});

describe('what is left by a run that stops at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'left-'));

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('is told in the order in which it is to be put back, with the ledger and the command', async (t) => {
    const embedded = await openEmbeddedCloud(defaultParameters);
    t.after(() => embedded.close());
    const cloud = { ...embedded, name: 'staging', kind: 'remote' as const };
    const ledger = new Ledger('abc123', join(folder, 'abc123.jsonl'), { cloud: 'staging', release: '2025.1' });
    ledger.open('the run', { kind: 'lease', host: 'compute-1' });
    ledger.open('LD-1', { kind: 'server', name: 'ld-abc123-LD-1-server' });
    ledger.open('LD-1', { kind: 'service', host: 'compute-1', former: { status: 'enabled', forcedDown: false } });
    assert.equal(
      tellLeftovers({ name: 'abc123', cloud, ledger }, { cloud: 'staging' }),
      [
        'Left on staging:',
        '  the compute service of compute-1',
        '  the server ld-abc123-LD-1-server',
        '  the lease of compute-1 (the aggregate local-delete-lease-compute-1)',
        `The ledger is ${ledger.file}.`,
        'To take it back: npm run cleanup -- --cloud staging --run abc123',
      ].join('\n'),
    );
    assert.match(
      tellLeftovers({ name: 'abc123', cloud: embedded, ledger }, { cloud: 'embedded' }),
      /The embedded cloud ends with this process/,
    );
    assert.match(
      tellLeftovers({ name: 'abc123', cloud, ledger }, { cloud: 'staging', ledgers: '/tmp/zed/ledger' }),
      /npm run cleanup -- --cloud staging --run abc123 --reports \/tmp\/zed$/,
    );
    assert.equal(
      tellLeftovers(undefined, { cloud: 'staging' }),
      'Nothing is left: the run had not begun, or had ended.',
    );
  });
});

describe('the gate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('ends by itself after a signal: nothing more begins, and the reports say so', async () => {
    const script = join(projectRoot, 'tests', 'gate', 'fixtures', 'gate-interrupted.ts');
    const register = join(projectRoot, 'config', 'typescript.cjs');
    // So few that each is told as it ends.
    const feature = join(projectRoot, 'features', 'local-delete', 'any-state.feature');
    const child = spawn(process.execPath, ['-r', register, script, folder, '--allure', 'none', feature], {
      cwd: folder,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await once(child, 'close');
    assert.equal(child.exitCode, 143, output);
    assert.match(output, /\nSIGTERM: no further step begins/);
    assert.match(output, /\nINTERRUPTED by SIGTERM: \d+ scenarios? passed, \d+ skipped[, ][^\n]*\n$/);
    assert.doesNotMatch(output, /RED:|^ +failed/m);
    const summary = readFileSync(join(folder, 'summary.json'), 'utf8');
    assert.match(summary, /"verdict": "incomplete",\n {2}"exitCode": 143/);
    assert.deepEqual(readdirSync(folder).includes('reports') ? readdirSync(join(folder, 'reports', 'ledger')) : [], []);
  });
});
