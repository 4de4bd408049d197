import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  helpOf,
  oneOf,
  readCommandLine,
  valueIn,
  wholeNumber,
  withoutWord,
  WrongOrder,
} from '../../support/command-line';

const command = {
  usage: 'npm run paint -- [options]',
  does: 'Paints a wall.',
  words: { up: 'from below' },
  options: {
    color: { type: 'string', value: 'NAME', like: 'green', help: 'the colour;\nwhite without it' },
    wall: { type: 'string', value: 'WALL', like: 'north', multiple: true, help: 'which' },
    quick: { type: 'boolean', help: 'in a hurry' },
  },
  refused: { spray: 'it gets everywhere' },
  exitCodes: '0 painted',
} as const;

function problemOf(argv: readonly string[], of: Parameters<typeof readCommandLine>[0] = command): string {
  try {
    readCommandLine(of, argv);
  } catch (error) {
    assert.ok(error instanceof WrongOrder);
    return error.message;
  }
  return assert.fail(`${argv.join(' ')} was taken`);
}

describe('a command line', () => {
  it('has its values after a space or an equals sign, and words anywhere', () => {
    const order = readCommandLine(command, [
      'up',
      '--color=a=b',
      '--wall',
      'one',
      '--quick',
      '--wall=-two',
      '--',
      '--x',
    ]);
    assert.ok(order !== 'help');
    assert.deepEqual({ ...order.values }, { color: 'a=b', wall: ['one', '-two'], quick: true });
    assert.deepEqual(order.words, ['up', '--x']);
  });

  it('takes a value that begins with one dash', () => {
    const order = readCommandLine(command, ['--color', '-1']);
    assert.ok(order !== 'help');
    assert.equal(order.values.color, '-1');
  });

  for (const [argv, problem] of [
    [
      ['--colour', 'red'],
      'there is no option --colour: did you mean --color? (known: --color, --wall, --quick, --help)',
    ],
    [['-quick'], 'there is no option -quick: did you mean --quick? (known: --color, --wall, --quick, --help)'],
    [['--constructor'], 'there is no option --constructor: known: --color, --wall, --quick, --help'],
    [['--color'], '--color needs a value, like --color green'],
    [['--color', '--quick'], '--color needs a value, like --color green'],
    [['--color='], '--color needs a value, like --color green'],
    [['--color', ' '], '--color needs a value, like --color green'],
    [['--quick=yes'], '--quick takes no value'],
    [['--color', 'red', '--color=blue'], '--color was given 2 times (red, blue); once is enough'],
    [['--spray'], '--spray is refused: it gets everywhere'],
  ] as const) {
    it(`is told to be wrong: ${argv.join(' ')}`, () => {
      assert.equal(problemOf(argv), problem);
    });
  }

  it('has no words where the command takes none, and an option without its dashes is offered', () => {
    const { words: _words, ...wordless } = command;
    assert.equal(problemOf(['up'], wordless), 'up is not expected here');
    assert.equal(problemOf(['quik'], wordless), 'quik is not expected here: did you mean --quick?');
  });

  it('asks for help whatever else is wrong with it', () => {
    assert.equal(readCommandLine(command, ['--nonsense', '--help', '--color']), 'help');
  });

  it('can be read for one option, whatever else is wrong with it', () => {
    assert.equal(valueIn(['--nonsense', '--color', 'red', '--color=blue'], 'color'), 'red');
    assert.equal(valueIn(['--color', '--quick'], 'color'), undefined);
    assert.deepEqual(withoutWord(['--color', '7', '--quick', '7', 'b'], command, '7'), [
      '--color',
      '7',
      '--quick',
      'b',
    ]);
  });
});

describe('a value', () => {
  it('is one of a few, the first without any', () => {
    assert.equal(oneOf('--order', undefined, ['random', 'defined']), 'random');
    assert.throws(
      () => oneOf('--order', 'definde', ['random', 'defined']),
      /there is no --order definde: did you mean defined\? \(known: random, defined\)/,
    );
  });

  it('is a whole number between limits', () => {
    assert.equal(wholeNumber('--hosts', '3', 1, 3), 3);
    for (const wrong of ['0', '4', '1.5', '-1', 'x', '0x1']) {
      assert.throws(
        () => wholeNumber('--hosts', wrong, 1, 3),
        new RegExp(`--hosts is "${wrong}", but should be a whole number from 1 to 3`),
      );
    }
  });
});

it('the screen of --help is made from the declaration', () => {
  assert.equal(
    helpOf(command),
    [
      'npm run paint -- [options]',
      '',
      'Paints a wall.',
      '',
      '  up            from below',
      '',
      '  --color NAME  the colour;',
      '                white without it',
      '  --wall WALL   which',
      '  --quick       in a hurry',
      '  --help        this text',
      '',
      'Exit code: 0 painted.',
      '',
    ].join('\n'),
  );
});
