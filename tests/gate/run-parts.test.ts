import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countUnitTests, partsOf } from '../../support/gate/parts';
import type { Part } from '../../support/gate/parts';
import { runParts, tellPart, totalOf } from '../../support/gate/run-parts';
import type { PartResult } from '../../support/gate/run-parts';

const script = (name: string, code: string): Part => ({ name, nodeArguments: ['-e', code] });

describe('the parts of npm test', () => {
  it('are all run, whatever becomes of each, and told as they end', async () => {
    const told: string[] = [];
    const parts = [
      script('first', 'console.error("what is wrong"); process.exitCode = 3'),
      { ...script('second', 'console.log("ℹ pass 4\\nℹ fail 0\\nℹ cancelled 0")'), countTests: countUnitTests },
      { ...script('silent', ''), countTests: countUnitTests },
    ];
    const results = await runParts(parts, process.cwd(), 2, ({ name }) => told.push(name));
    const byName = new Map(results.map((result) => [result.name, result]));
    assert.deepEqual(told.sort(), ['first', 'second', 'silent']);
    assert.deepEqual(byName.get('first')?.output, 'what is wrong\n');
    assert.deepEqual([...byName.values()].map(({ name, exitCode }) => `${name} ${exitCode}`).sort(), [
      'first 3',
      'second 0',
      'silent 1',
    ]);
    assert.equal(totalOf(results), '4 passed, 2 failed');
  });

  it('are told in a line, with the output of those that failed', () => {
    const result: PartResult = { name: 'lint', exitCode: 0, seconds: 12.34, output: 'a lot' };
    assert.equal(tellPart(result), '  passed  lint                       12.3 s');
    assert.equal(tellPart({ ...result, exitCode: 1 }), '  FAILED  lint                       12.3 s\n\na lot\n');
  });

  it('add up to tests and scenarios, and to one failure where there are none to count', () => {
    const part = { name: 'a', seconds: 0, output: '' };
    const results: PartResult[] = [
      { ...part, exitCode: 1, tests: { passed: 7, failed: 2 } },
      { ...part, exitCode: 0, tests: { passed: 3, failed: 0 } },
      { ...part, exitCode: 1 },
      { ...part, exitCode: 0 },
    ];
    assert.equal(totalOf(results), '10 passed, 3 failed');
  });

  it('count cancelled unit tests as failed, and know when nothing was counted', () => {
    assert.deepEqual(countUnitTests('ℹ tests 9\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\n'), { passed: 6, failed: 3 });
    assert.equal(countUnitTests('Error: cannot find module'), undefined);
  });

  it('write their reports where they take away none that a person wants to open', () => {
    const acceptance = partsOf(process.cwd()).find(({ name }) => name === 'acceptance');
    assert.match((acceptance?.nodeArguments ?? []).join(' '), / --reports reports\/npm-test$/);
  });

  it('begin with those that take longest', () => {
    const names = partsOf(process.cwd()).map(({ name }) => name);
    assert.deepEqual(names.slice(0, 3), ['prove', 'tests of gate', 'acceptance']);
    assert.ok(names.indexOf('tests of remote') < names.indexOf('tests of api'));
    assert.equal(new Set(names).size, names.length);
  });

  it('name every test file of the project', () => {
    const files = partsOf(process.cwd()).flatMap(({ nodeArguments }) => nodeArguments);
    assert.ok(files.includes('./tests/gate/run-parts.test.ts'));
    assert.ok(files.includes('./tests/nearest.test.ts'));
    assert.ok(!files.some((file) => file.includes('fixtures')));
  });
});
