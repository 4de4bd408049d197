import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { WrongOrder } from '../../support/command-line';
import { listNovaDefects, orderOf, type ReferenceOrder } from '../../support/commands/reference';
import { novaDefectNames } from '../../support/reference-cloud/nova-defects';

const usage = /npm run reference -- up \| down \| status \[options\]/;

function readOrder(commandLine: readonly string[]): ReferenceOrder {
  const order = orderOf(commandLine);
  assert(order !== 'help' && order !== 'list of defects');
  return order;
}

test('what to do, the release and the directory are read', () => {
  const order = readOrder(['down', '--purge', '--release', '2025.1', '--directory', '/x']);
  assert.equal(order.action, 'down');
  assert.equal(order.files, 'purge');
  assert.equal(order.release.suite, 'trixie');
  assert.equal(order.directory, '/x');
});

test('2025.1 is the release when none is named, and files are kept', () => {
  const order = readOrder(['up']);
  assert.equal(order.release.name, '2025.1');
  assert.equal(order.files, 'keep');
});

test('what its Nova is to be broken by is read, and nothing when it is to be healthy', () => {
  assert.equal(readOrder(['up', '--broken', 'bug-1679750']).novaDefect, 'bug-1679750');
  assert.ok(!('novaDefect' in readOrder(['up'])));
});

test('soft delete is asked for with up alone', () => {
  assert.equal(readOrder(['up', '--soft-delete']).softDelete, 'on');
  assert.equal(readOrder(['up']).softDelete, undefined);
  assert.throws(() => orderOf(['down', '--soft-delete']), /--soft-delete belongs to up, not to down/);
});

test('the list of what a Nova can be broken by says a line of each', () => {
  assert.equal(orderOf(['up', '--broken', 'list']), 'list of defects');
  const lines = listNovaDefects().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(' ')[0]),
    [...novaDefectNames],
  );
  for (const line of lines) assert.match(line, /^\S+ {2,}\S.{20,}$/);
});

const wrong: [commandLine: string[], message: RegExp][] = [
  [[], /say what to do: up, down, status/],
  [['start'], /"start" is nothing to do; known: up, down, status/],
  [['stats'], /"stats" is nothing to do; did you mean status\?/],
  [['up', 'down'], /"up down" is nothing to do/],
  [['up', '--purge'], /--purge belongs to down, not to up/],
  [['down', '--broken', 'bug-1679750'], /--broken belongs to up, not to down/],
  [['up', '--broken'], /--broken needs a value, like --broken bug-1679750/],
  [['up', '--broken', 'bug-167975'], /Nova cannot be broken by bug-167975: did you mean bug-1679750\?/],
  [
    ['up', '--broken', 'fault-second-port-kept'],
    /cannot be broken by fault-second-port-kept: .*fault-ports-of-nova-kept/,
  ],
  [['up', '--relase', 'zed'], /no option --relase: did you mean --release\?/],
  [['up', '--release'], /--release needs a value, like --release zed/],
];

for (const [commandLine, message] of wrong) {
  test(`"${commandLine.join(' ')}" is told to be wrong`, () => {
    assert.throws(
      () => orderOf(commandLine),
      (error) => error instanceof WrongOrder && message.test(error.message),
    );
  });
}

test('an unknown release is told with the known ones', () => {
  assert.throws(
    () => orderOf(['up', '--release', 'yoga']),
    /no reference cloud of the release "yoga"; known: zed, 2025\.1$/,
  );
});

test('help is asked for before anything else is looked at', () => {
  assert.equal(orderOf(['start', '--help']), 'help');
});

test('the command itself exits with 2, shows its usage and no stack', () => {
  const { status, stderr } = run('start');
  assert.equal(status, 2);
  assert.match(stderr, usage);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test('the command itself tells how it is used', () => {
  const { status, stdout } = run('--help');
  assert.equal(status, 0);
  assert.match(stdout, usage);
});

function run(word: string): SpawnSyncReturns<string> {
  const script = resolve(__dirname, '../../support/commands/reference.ts');
  return spawnSync(process.execPath, ['-r', './config/typescript.cjs', script, word], { encoding: 'utf8' });
}
