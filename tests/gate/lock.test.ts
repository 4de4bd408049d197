import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { claimLock, holdsLock } from '../../support/gate/lock';
import { emptyFolder, runFixture } from './fixture-run';

const newFile = (): string => join(emptyFolder(), 'run.lock');
const old = new Date(Date.now() - 120_000);

/** A lock's file as a run on another machine writes it. */
function writeElsewhere(file: string, touched: Date): void {
  const holder = { machine: 'ann@elsewhere', process: '17/4711', command: 'npm run acceptance', since: 'yesterday' };
  writeFileSync(file, JSON.stringify(holder));
  utimesSync(file, touched, touched);
}

describe('a lock', () => {
  let other: ChildProcess | undefined;

  after(() => {
    other?.kill('SIGKILL');
  });

  it('is held by this process until it releases it, also when it claims it twice', () => {
    const file = newFile();
    const lock = claimLock(file, 'npm run soak');
    const inner = claimLock(file, 'npm run acceptance');
    inner.release();
    assert.match(readFileSync(file, 'utf8'), /"command":"npm run soak","since":"\d{4}-/);
    assert.equal(holdsLock(file), true);
    lock.release();
    assert.deepEqual([holdsLock(file), existsSync(file)], [false, false]);
  });

  it('of a process that goes on is refused, with who holds it since when, and of one that is gone taken over', async () => {
    const folder = emptyFolder();
    const script = `require(${JSON.stringify(require.resolve('../../support/gate/lock'))})
      .claimLock(${JSON.stringify(join(folder, 'run.lock'))}, 'npm run acceptance -- --release zed');
      setInterval(() => undefined, 1000); console.log('held');`;
    const child = spawn(process.execPath, ['-r', './config/typescript.cjs', '-e', script]);
    other = child;
    await once(child.stdout, 'data');
    const refused = await runFixture('green', [], '', { reports: folder });
    assert.equal(refused.exitCode, 2);
    assert.match(
      refused.console,
      new RegExp(
        `^NOT RUN: the run of \\S+@\\S+ \\(process ${child.pid ?? ''}: npm run acceptance -- --release zed\\), ` +
          'which began at \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z, writes its reports to \\S+\\. ' +
          'Wait for its end, or give this run a folder of its own with --reports DIR\\n$',
      ),
    );
    assert.deepEqual(readdirSync(folder), ['run.lock']);
    child.kill('SIGKILL');
    await once(child, 'close');
    assert.equal((await runFixture('green', [], '', { reports: folder })).exitCode, 0);
    assert.ok(!readdirSync(folder).some((name) => name.startsWith('run.lock')));
  });

  it('of another machine is refused while that touches it, and taken over afterwards', () => {
    const file = newFile();
    writeElsewhere(file, new Date());
    assert.throws(() => claimLock(file, 'c'), {
      message: 'the run of ann@elsewhere (process 17: npm run acceptance), which began at yesterday,',
    });
    writeElsewhere(file, old);
    claimLock(file, 'c').release();
  });

  it('that does not say whose it is is refused while it is new', () => {
    const file = newFile();
    writeFileSync(file, '');
    assert.throws(() => claimLock(file, 'c'), { message: 'another run' });
    utimesSync(file, old, old);
    claimLock(file, 'c').release();
  });

  it('of another run is left alone when that has taken the folder in the meantime', () => {
    const file = newFile();
    const lock = claimLock(file, 'c');
    writeElsewhere(file, new Date());
    lock.release();
    assert.match(readFileSync(file, 'utf8'), /elsewhere/);
  });
});
