import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { orderOf } from '../../support/commands/reference';

const usage = /usage: npm run reference -- up \| down \[--purge\] \| status/;

test('what to do, the release and the directory are read', () => {
  const order = orderOf(['down', '--purge', '--release', '2025.1', '--directory', '/x']);
  assert.equal(order.action, 'down');
  assert.equal(order.files, 'purge');
  assert.equal(order.release.suite, 'trixie');
  assert.equal(order.directory, '/x');
});

test('2025.1 is the release when none is named, and files are kept', () => {
  const order = orderOf(['up']);
  assert.equal(order.release.name, '2025.1');
  assert.equal(order.files, 'keep');
});

const wrong: [commandLine: string[], message: RegExp][] = [
  [[], /say what to do: up, down, status/],
  [['start'], /"start" is nothing to do: up, down, status/],
  [['up', 'down'], /"up down" is nothing to do/],
  [['up', '--purge'], /--purge belongs to down, not to up/],
  [['up', '--relase', 'zed'], /'--relase'/],
  [['up', '--release'], /'--release <value>' argument missing/],
];

for (const [commandLine, message] of wrong) {
  test(`"${commandLine.join(' ')}" is told to be wrong, with the usage`, () => {
    assert.throws(() => orderOf(commandLine), message);
    assert.throws(() => orderOf(commandLine), usage);
  });
}

test('an unknown release is told with the known ones', () => {
  assert.throws(
    () => orderOf(['up', '--release', 'yoga']),
    /no reference cloud of the release "yoga"; known: zed, 2025\.1$/,
  );
});

test('the command itself exits with 2 and shows no stack', () => {
  const script = resolve(__dirname, '../../support/commands/reference.ts');
  const { status, stderr } = spawnSync(process.execPath, ['-r', 'ts-node/register', script, 'start'], {
    encoding: 'utf8',
  });
  assert.equal(status, 2);
  assert.match(stderr, usage);
  assert.doesNotMatch(stderr, /\n\s+at /);
});
