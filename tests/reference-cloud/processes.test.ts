import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Layout } from '../../support/reference-cloud/layout';
import { layoutOf } from '../../support/reference-cloud/layout';
import { whileLocked } from '../../support/reference-cloud/directory-lock';
import {
  identityOf,
  runningProcessOf,
  stillRuns,
  writePidFile,
} from '../../support/reference-cloud/processes/process-identity';
import { livingProcess, livingProcesses, parseStat } from '../../support/reference-cloud/processes/procfs';
import { interruptRunning, runToEnd, runToEndWith } from '../../support/reference-cloud/processes/run-to-end';
import {
  checkRuns,
  killService,
  mainProcessOf,
  processesOf,
  startService,
  stopService,
} from '../../support/reference-cloud/processes/supervisor';
import type { Service } from '../../support/reference-cloud/service-processes';
import { untilTrue } from '../../support/reference-cloud/until';

let directory: string;
let layout: Layout;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'processes-'));
  layout = layoutOf('2025.1', directory);
});

afterEach(async () => {
  await killService(layout, 'worker');
  rmSync(directory, { recursive: true });
});

function ownIdentity(): { pid: number; startTime: number; boot: string } {
  const identity = identityOf(process.pid);
  assert.ok(identity);
  return identity;
}

function service(...command: string[]): Service {
  return {
    name: 'worker',
    kind: 'compute',
    runsIn: 'machine',
    command,
    environment: {},
    ports: [],
    ready: 'is not asked',
    patience: 0.2,
  };
}

test('a program whose name has blanks and parentheses does not confuse the reading of stat', () => {
  const rest = ['S', '1', '300', '400', ...Array<string>(15).fill('0'), '98765', '0'].join(' ');
  assert.deepEqual(parseStat(`42 (odd) name (x)) ${rest}\n`), {
    pid: 42,
    state: 'S',
    group: 300,
    session: 400,
    startTime: 98765,
  });
  assert.equal(parseStat('nonsense'), undefined);
});

test('a process is told apart from a later one with its pid, and from one of an earlier boot', () => {
  const own = ownIdentity();
  assert.equal(stillRuns(own), true);
  assert.equal(stillRuns({ ...own, startTime: own.startTime + 1 }), false);
  assert.equal(stillRuns({ ...own, boot: 'another boot' }), false);
});

test('a pid file names a running process only while that very process runs', () => {
  const file = join(directory, 'run', 'x.json');
  assert.equal(runningProcessOf(file), undefined);
  const own = ownIdentity();
  writePidFile(file, own);
  assert.deepEqual(runningProcessOf(file), own);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  writePidFile(file, { ...own, startTime: own.startTime - 1 });
  assert.equal(runningProcessOf(file), undefined);
});

for (const content of ['', '{', '12', '{"pid": 1, "startTime": 0, "boot": ""}', '{"pid": "12"}']) {
  test(`a pid file that says ${content === '' ? 'nothing' : content} names no process`, () => {
    const file = join(directory, 'x.json');
    writeFileSync(file, content);
    assert.equal(runningProcessOf(file), undefined);
  });
}

test('a stale pid file is never signalled', async () => {
  const own = ownIdentity();
  writePidFile(join(layout.run, 'worker.json'), { ...own, startTime: own.startTime + 1 });
  await stopService(layout, service());
  assert.notEqual(livingProcess(process.pid), undefined);
  assert.equal(existsSync(join(layout.run, 'worker.json')), false);
});

test('a service is started once, in a session of its own', () => {
  const sleeper = service('sleep', '60');
  assert.equal(startService(layout, sleeper), 'started');
  const main = mainProcessOf(layout, 'worker');
  assert.ok(main);
  assert.equal(livingProcess(main.pid)?.session, main.pid);
  assert.equal(startService(layout, sleeper), 'ran already');
  assert.equal(mainProcessOf(layout, 'worker')?.pid, main.pid);
});

test('stopping waits until the whole group is gone, and kills it when patience is over', async () => {
  startService(layout, service('sh', '-c', "trap '' TERM; sleep 60 & sleep 60; sleep 60"));
  const main = mainProcessOf(layout, 'worker');
  assert.ok(main);
  await untilTrue(5, 'no child', () => processesOf(layout, 'worker').length === 3);
  await stopService(layout, service());
  assert.equal(mainProcessOf(layout, 'worker'), undefined);
  assert.deepEqual(
    livingProcesses().filter(({ session }) => session === main.pid),
    [],
  );
});

test('a service that ended by itself is told with what it wrote last', async () => {
  startService(layout, service('sh', '-c', 'echo out of luck; exit 3'));
  await untilTrue(5, 'it runs on', () => mainProcessOf(layout, 'worker') === undefined);
  assert.throws(() => {
    checkRuns(layout, 'worker');
  }, /worker ended by itself\n.*worker\.output\.log:\n {4}out of luck/);
});

test('a program that is not there is told', () => {
  assert.throws(() => startService(layout, service('no-such-program')), /worker could not be started/);
});

test('a program that fails is told with its purpose, exit code and last lines', async () => {
  await assert.rejects(
    runToEnd({ command: ['sh', '-c', 'echo first; echo wrong >&2; exit 7'], purpose: 'do it' }),
    /could not do it: sh ended with 7\n {4}first\n {4}wrong/,
  );
  await assert.rejects(runToEnd({ command: ['no-such-program'], purpose: 'do it' }), /could not do it.*ENOENT/);
});

test('a program may end with any code that was named', async () => {
  const ended = (code: number) =>
    runToEndWith([0, 3], { command: ['sh', '-c', `echo seen; exit ${code}`], purpose: 'do it' });
  assert.deepEqual(await ended(0), { exitCode: 0, output: 'seen\n' });
  assert.deepEqual(await ended(3), { exitCode: 3, output: 'seen\n' });
  await assert.rejects(ended(4), /could not do it: sh ended with 4\n {4}seen/);
  const killed = { command: ['sh', '-c', 'kill -9 $$'], purpose: 'do it' };
  await assert.rejects(runToEndWith([0, 3], killed), /could not do it: sh was ended by SIGKILL/);
});

test('a program gets its input, and its log file gets what it writes', async () => {
  const logFile = join(directory, 'logs', 'cat.log');
  await runToEnd({ command: ['cat'], purpose: 'copy', input: 'secret', logFile });
  assert.equal(readFileSync(logFile, 'utf8'), 'secret');
});

test('the lock is held by one at a time, and the lock of a process that is gone is taken over', async () => {
  const file = join(directory, 'lock.json');
  await whileLocked(file, async () => {
    await assert.rejects(
      whileLocked(file, () => Promise.resolve()),
      new RegExp(`another command works on this reference cloud \\(process ${process.pid}\\)`),
    );
  });
  writePidFile(file, { ...ownIdentity(), boot: 'another boot' });
  assert.equal(await whileLocked(file, () => Promise.resolve('done')), 'done');
  assert.equal(existsSync(file), false);
});

test('what runs to its end is interrupted with its children', async () => {
  const mark = join(directory, 'mark');
  const run = runToEnd({ command: ['sh', '-c', `touch ${mark}; sleep 60; sleep 60`], purpose: 'sleep' });
  const failed = assert.rejects(run, /could not sleep: sh was ended by SIGTERM/);
  await untilTrue(5, 'it does not run', () => existsSync(mark));
  await interruptRunning();
  await failed;
});
