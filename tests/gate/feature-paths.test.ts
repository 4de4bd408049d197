import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ConfigurationProblem } from '../../support/gate/configuration-problem';
import { featurePathsOf } from '../../support/gate/feature-paths';
import { emptyFolder, runFixture } from './fixture-run';

const feature = `# a remark on the feature
@everywhere
Feature: Lines
  What it is about.

  Background:
    Given something

  # a remark on the first scenario
  @first
  Scenario: The first
    Given a step
      """
      text
      """

  Rule: A rule
    Scenario Outline: With rows
      Given <what>

      @some
      Examples:
        | what |
        | one  |
        | two  |

    Scenario: The last
      Given a step
`;

describe('a line of a feature file', () => {
  let root: string;
  before(() => {
    root = emptyFolder();
    writeFileSync(join(root, 'a.feature'), feature);
    writeFileSync(join(root, 'bare.feature'), '# language: fr\nFonctionnalité: Rien\n');
    writeFileSync(join(root, 'broken.feature'), 'Scenario: Nothing around it\nnonsense\n');
  });
  const at = (...lines: number[]) =>
    featurePathsOf(
      lines.map((line) => `a.feature:${line}`),
      root,
    );

  it('stands for the scenario in which it is, from its remark and tags to its last step', () => {
    for (const line of [9, 10, 11, 12, 13, 14, 15, 16]) assert.deepEqual(at(line), ['a.feature:11'], `line ${line}`);
    for (const line of [18, 19, 20]) assert.deepEqual(at(line), ['a.feature:18'], `line ${line}`);
    for (const line of [27, 28]) assert.deepEqual(at(line), ['a.feature:27'], `line ${line}`);
  });

  it('stands for a row of examples, or for all rows of its table', () => {
    assert.deepEqual(at(24), ['a.feature:24']);
    assert.deepEqual(at(25), ['a.feature:25']);
    for (const line of [21, 22, 23]) assert.deepEqual(at(line), ['a.feature:24:25'], `line ${line}`);
  });

  it('stands for all scenarios of a rule or feature before they begin', () => {
    for (const line of [1, 2, 3, 4, 5, 6, 7, 8]) assert.deepEqual(at(line), ['a.feature:11:18:27'], `line ${line}`);
    assert.deepEqual(at(17), ['a.feature:18:27']);
  });

  it('may be one of several, and the whole file goes before its lines', () => {
    assert.deepEqual(featurePathsOf(['a.feature:12:28', 'a.feature:24'], root), ['a.feature:11:27:24']);
    assert.deepEqual(featurePathsOf(['a.feature:12', 'a.feature'], root), ['a.feature']);
    assert.deepEqual(featurePathsOf(['a.feature', 'a.feature:12'], root), ['a.feature']);
  });

  it('is refused where there is none, or no scenario at it', () => {
    const refused = (path: string, message: RegExp) => {
      assert.throws(
        () => featurePathsOf([path], root),
        (error) => {
          assert.ok(error instanceof ConfigurationProblem);
          assert.match(error.message, message);
          return true;
        },
      );
    };
    refused('a.feature:29', /^a\.feature:29: the file has the lines 1 to 28$/);
    refused('a.feature:0', /^a\.feature:0: the file has the lines 1 to 28$/);
    refused('bare.feature:2', /^bare\.feature:2: there is no scenario at this line$/);
    refused('.:2', /^\.:2: a line can be chosen in a file, not in a folder$/);
    refused('*.feature:2', /^\*\.feature:2: a line can be chosen in one file, not in a pattern of files$/);
  });

  it('of a file that is no Gherkin is left to cucumber, which says what is wrong', () => {
    assert.deepEqual(featurePathsOf(['broken.feature:2'], root), ['broken.feature']);
  });
});

describe('the path of a feature', () => {
  it('may be absolute, also through a link, whatever the project’s folder is called', () => {
    const home = emptyFolder();
    const root = join(home, 'a #b?c %41 [d] {e,f} (g) @h');
    mkdirSync(join(root, 'features', 'sub.d'), { recursive: true });
    symlinkSync(root, join(home, 'link'));
    writeFileSync(join(root, 'features', 'sub.d', 'a.feature'), feature);
    for (const folder of [root, join(home, 'link')]) {
      assert.deepEqual(featurePathsOf([join(folder, 'features', 'sub.d', 'a.feature:12')], root), [
        'features/sub.d/a.feature:11',
      ]);
      assert.deepEqual(featurePathsOf([join(folder, 'features')], root), ['features/sub.d/a.feature']);
    }
    assert.deepEqual(featurePathsOf([join(root, 'features', '**', '*.feature')], root), ['features/**/*.feature']);
    assert.deepEqual(featurePathsOf(['features/**/*.feature'], root), ['features/**/*.feature']);
  });

  it('may have characters of patterns in it, but then no line', () => {
    const root = emptyFolder();
    writeFileSync(join(root, '@a{1,2}[b].feature'), feature);
    assert.deepEqual(featurePathsOf(['@a{1,2}[b].feature'], root), ['?a?1,2??b?.feature']);
    assert.throws(() => featurePathsOf(['@a{1,2}[b].feature:12'], root), /a line can be chosen only in a file without/);
  });

  it('is refused where there is no feature', () => {
    const root = emptyFolder();
    writeFileSync(join(root, 'notes.txt'), '');
    assert.throws(() => featurePathsOf(['x.feature', '', 'y'], root), {
      message: 'there is no feature file or folder x.feature, "" (an empty word), y',
    });
    assert.throws(() => featurePathsOf(['notes.txt'], root), /^ConfigurationProblem: notes\.txt is no feature file/);
    assert.throws(() => featurePathsOf(['.'], root), /there is no feature file in the folder \./);
  });
});

describe('a run of one scenario', () => {
  it('takes an absolute path and any of its lines', async () => {
    const file = join(__dirname, 'fixtures', 'elsewhere', 'features', 'elsewhere.feature');
    for (const path of [`${file}:9`, 'features/elsewhere.feature:9']) {
      const run = await runFixture('elsewhere', [path]);
      assert.match(run.console, /\n1 scenario passed /, run.console);
      assert.equal(run.exitCode, 0);
    }
  });
});
