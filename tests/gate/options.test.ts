import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGateCommandLine, reportsOption } from '../../support/gate/options';
import type { GateOptions } from '../../support/gate/options';
import { choiceOf, commandOf, reproduceCommand, selectionInWords } from '../../support/gate/selection';

function optionsOf(...argv: string[]): GateOptions {
  const line = readGateCommandLine(argv);
  assert.ok(line.kind === 'run', JSON.stringify(line));
  return line.options;
}

function problemOf(...argv: string[]): string {
  const line = readGateCommandLine(argv);
  assert.ok(line.kind === 'tell');
  assert.equal(line.exitCode, 2);
  return line.text.split('\n')[0] ?? '';
}

describe('the command line of the gate', () => {
  it('may be empty: everything, in random order, with every report', () => {
    assert.deepEqual(optionsOf(), {
      parameters: {},
      paths: [],
      names: [],
      order: 'random',
      completeness: 'the whole suite',
      allure: 'html',
      transcripts: 'red',
    });
  });

  it('takes values after a space or an equals sign, and paths anywhere', () => {
    const argv = ['features/a.feature', '--cloud=reference', '--release', 'zed', '--tags=@LD-1 or @a=b', 'features/b'];
    assert.deepEqual(optionsOf(...argv, '--name', 'one', '--name=two', '--seed', '42', '--order', 'defined'), {
      parameters: { cloud: 'reference', release: 'zed', seed: 42 },
      paths: ['features/a.feature', 'features/b'],
      tags: '@LD-1 or @a=b',
      names: ['one', 'two'],
      order: 'defined',
      completeness: 'the whole suite',
      allure: 'html',
      transcripts: 'red',
    });
  });

  it('offers the nearest option for one that does not exist', () => {
    assert.match(problemOf('--relaese', 'zed'), /^there is no option --relaese: did you mean --release\? /);
    assert.match(problemOf('-t', '@LD-1'), /^there is no option -t: /);
  });

  it('refuses what would make a verdict worthless, with the reason', () => {
    assert.match(
      problemOf('--retry', '2'),
      /^--retry is refused: a scenario that passes at the second try has failed once/,
    );
  });

  it('runs what is saved on the embedded cloud only, chosen by what does not move', () => {
    assert.equal(readGateCommandLine(['--watch', 'features/local-delete']).kind, 'watch');
    assert.match(
      problemOf('--watch', '--cloud', 'reference'),
      /^--watch is for the embedded cloud: .* disturb reference/,
    );
    assert.match(problemOf('--watch', 'features/a.feature:12'), /^features\/a\.feature:12: lines move while/);
    for (const other of [['--dry-run'], ['--rerun'], ['--record', 'x.json']]) {
      assert.match(problemOf('--watch', ...other), /^--watch and --[a-z-]+ cannot both be meant/);
    }
  });

  it('looks over what it would run, and runs again what failed', () => {
    assert.equal(readGateCommandLine(['--dry-run', '--tags', '@LD-1']).kind, 'look over');
    assert.equal(optionsOf('--rerun').again, 'what failed');
    assert.equal(choiceOf({ ...optionsOf('--rerun'), tags: '@LD-1' }), 'a part');
  });

  it('says what is missing, wrong or given twice', () => {
    assert.equal(problemOf('--tags'), '--tags needs a value, like --tags @LD-1');
    assert.equal(problemOf('--cloud', '--seed', '1'), '--cloud needs a value, like --cloud embedded');
    assert.equal(problemOf('--allow-partial=yes'), '--allow-partial takes no value');
    assert.equal(problemOf('--seed', '1.5'), '--seed is 1.5, but a seed is a whole number like 42');
    assert.equal(problemOf('--seed', '1', '--seed=2'), '--seed was given 2 times (1, 2); once is enough');
    assert.equal(
      problemOf('--order', 'randm'),
      'there is no --order randm: did you mean random? (known: random, defined)',
    );
    assert.match(problemOf('--allure', 'pdf'), /^there is no --allure pdf: /);
  });

  it('says what is wrong with tags and titles, in its own words', () => {
    const right = 'tags are joined by and, or, not and brackets, like "@LD-1 or (@volumes and not @two-hosts)"';
    assert.equal(
      problemOf('--tags', '@a an @b'),
      `--tags "@a an @b" cannot be read: "an" is no operator, did you mean and? (known: and, or, not); ${right}`,
    );
    assert.equal(
      problemOf('--tags', 'LD-1 or @b'),
      `--tags "LD-1 or @b" cannot be read: "LD-1" is no tag, for one begins with @; ${right}`,
    );
    assert.equal(
      problemOf('--tags', '@a,@b'),
      `--tags "@a,@b" cannot be read: "@a,@b" is no tag, for one has no comma and no second @; ${right}`,
    );
    for (const tags of ['@a @b', '(@a', '@a) or (@b', 'not', '@a or', '@a and and @b']) {
      assert.equal(problemOf('--tags', tags), `--tags "${tags}" cannot be read; ${right}`);
    }
    assert.equal(
      problemOf('--name', 'down', '--name', '('),
      '--name "(" is no regular expression (Unterminated group); a character of a title that means something there is written with a backslash, like "\\("',
    );
    assert.deepEqual(optionsOf('--name', '\\(', '--tags', 'not (@a or not @b)').names, ['\\(']);
  });

  it('takes an empty word for a value that is missing, not for everything', () => {
    assert.equal(problemOf('--tags', ''), '--tags needs a value, like --tags @LD-1');
    assert.equal(problemOf('--tags='), '--tags needs a value, like --tags @LD-1');
    assert.equal(problemOf('--name', ' '), '--name needs a value, like --name "forced down"');
    assert.equal(problemOf('--cloud', ''), '--cloud needs a value, like --cloud embedded');
    assert.equal(problemOf('--record='), '--record needs a value, like --record tests/conformance/2025.1.json');
  });

  it('takes a part of the scenarios, by its number and how many there are', () => {
    assert.deepEqual(optionsOf('--shard', '2/4').shard, { number: 2, of: 4 });
    assert.equal(optionsOf().shard, undefined);
    for (const shard of [
      '0/4',
      '5/4',
      '2',
      '2/',
      '/4',
      '1/0',
      '2/4/8',
      '-1/4',
      '1.5/4',
      '2 / 4',
      'a/b',
      '1/99999',
      '02/4',
    ]) {
      const right = 'but it is a part and how many there are, like 2/4: 1/4, 2/4, 3/4 and 4/4';
      assert.equal(problemOf(`--shard=${shard}`), `--shard is ${shard}, ${right}`);
    }
  });

  it('names the folder of the reports, also when all else in it is wrong', () => {
    assert.equal(optionsOf('--reports', 'reports/zed').reports, 'reports/zed');
    assert.match(problemOf('--reports'), /^--reports needs a value, like --reports reports\/zed$/);
    assert.equal(problemOf('--reports='), '--reports needs a value, like --reports reports/zed');
    const asked = [
      ['--nonsense', '--reports', 'a b'],
      ['--reports=x=y'],
      ['--reports'],
      ['--reports', '--tags'],
      ['--reports='],
    ];
    assert.deepEqual(asked.map(reportsOption), ['a b', 'x=y', undefined, undefined, undefined]);
  });

  it('explains itself in one screen', () => {
    const line = readGateCommandLine(['--help']);
    assert.ok(line.kind === 'tell' && line.exitCode === 0);
    assert.ok(line.text.split('\n').length <= 25);
    assert.match(line.text, /embedded cloud \(zed, 2025\.1, 2026\.2\) or of the reference cloud \(zed, 2025\.1\)/);
  });
});

describe('a selection', () => {
  it('is a part of the suite as soon as anything narrows it', () => {
    assert.equal(choiceOf(optionsOf('--seed', '1')), 'everything');
    for (const argv of [['--tags', '@LD-1'], ['features'], ['--name', 'down'], ['--allow-partial']]) {
      assert.equal(choiceOf(optionsOf(...argv)), 'a part', argv.join(' '));
    }
  });

  it('is told in words', () => {
    const options = optionsOf('features/a.feature', '--tags', '@x', '--name', 'one', '--name', 'two');
    assert.equal(
      selectionInWords(options),
      'in features/a.feature with the tags "@x" with a title like "one" or "two"',
    );
  });

  it('can be told as it was typed', () => {
    assert.equal(commandOf('soak', []), 'npm run soak');
    assert.equal(
      commandOf('acceptance', ['--tags', '@LD-1 or @LD-2']),
      "npm run acceptance -- --tags '@LD-1 or @LD-2'",
    );
  });

  it('can be run again from its command', () => {
    const options = optionsOf('--tags', "@LD-1 and not @it's", '--order', 'defined', 'features/a.feature:7');
    const facts = { cloud: 'embedded', release: 'zed', defect: 'bug-1679750', seed: 9, microversions: {} };
    assert.equal(
      reproduceCommand(options, facts),
      'npm run acceptance -- --cloud embedded --release zed --defect bug-1679750 --seed 9 --order defined ' +
        "--tags '@LD-1 and not @it'\\''s' features/a.feature:7",
    );
  });

  it('can be run again with what it left to its seed', () => {
    const options = optionsOf('--background', 'random', '--latency', '0.3');
    assert.equal(
      reproduceCommand(options, { cloud: 'embedded', release: 'zed', seed: 9, microversions: {} }),
      'npm run acceptance -- --cloud embedded --release zed --seed 9 --background random --latency 0.3',
    );
    for (const [argv, told] of [
      [['--background', 'randm'], /there is no --background randm: did you mean random\?/],
      [['--latency', 'long'], /--latency is long, but is a number of seconds up to 10, like 0\.5/],
    ] as const) {
      const line = readGateCommandLine(argv);
      assert.ok(line.kind === 'tell' && line.exitCode === 2);
      assert.match(line.text, told);
    }
  });

  it('has to be broken again first where the reference cloud was', () => {
    const facts = { cloud: 'reference', release: 'zed', defect: 'bug-1679750', seed: 9, microversions: {} };
    assert.equal(
      reproduceCommand(optionsOf('--tags', '@LD-1'), facts),
      'npm run reference -- up --release zed --broken bug-1679750 && ' +
        'npm run acceptance -- --cloud reference --release zed --seed 9 --tags @LD-1',
    );
  });
});
