import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Mutant } from '../../support/mutation/mutants';
import { WorkForce } from '../../support/mutation/work-force';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'mutated-'));
const room = relative(root, folder);
const file = join(room, 'more.ts');

const source = `const least = 1;

export function isMore(one: number, other: number): boolean {
  if (one < -5) process.exit(3);
  return one > other && one > least;
}

export function isNeverAsked(): boolean {
  return true;
}
`;

const tests = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMore } from './more';

test('more is more', () => {
  assert.equal(isMore(3, 2), true);
  assert.equal(isMore(2, 3), false);
});

test('too little is never more', () => {
  assert.equal(isMore(1, 0), false);
});
`;

describe('the work force', () => {
  const force = new WorkForce({ root, files: [file], judges: [room], ledgers: root });
  let mutants: readonly Mutant[] = [];

  before(async () => {
    writeFileSync(join(folder, 'more.ts'), source);
    writeFileSync(join(folder, 'more.test.ts'), tests);
    ({ mutants } = await force.begin());
  });

  after(() => {
    force.end();
    rmSync(folder, { recursive: true, force: true });
  });

  async function outcomeOf(original: string, mutated: string): Promise<readonly (string | undefined)[]> {
    const mutant = mutants.find((each) => each.original === original && each.mutated === mutated);
    assert.ok(mutant, `${original} -> ${mutated}`);
    const { outcome, by } = await force.judge(mutant.id);
    return [outcome, by];
  }

  it('tells what is killed by which test, what survives, and what no test reaches', async () => {
    const inFile = `${file.replace('.ts', '.test.ts')} > `;
    assert.deepEqual(await outcomeOf('one > other', 'one <= other'), ['killed', `${inFile}more is more`]);
    assert.deepEqual(await outcomeOf('one > other', 'one >= other'), ['survived', undefined]);
    assert.deepEqual(await outcomeOf('true', 'false'), ['not reached', undefined]);
  });

  it('goes on when a mutant ends its process', async () => {
    assert.deepEqual(await outcomeOf('one < -5', 'one >= -5'), ['hung', 'the process ended']);
    assert.deepEqual(await outcomeOf('one > least', 'one >= least'), [
      'killed',
      `${file.replace('.ts', '.test.ts')} > too little is never more`,
    ]);
  });

  it('loads the code anew for what code does while it is loaded', async () => {
    assert.deepEqual(await outcomeOf('1', '1 + 1'), ['survived', undefined]);
  });

  it('judges nothing by tests that fail anyway', async () => {
    const wrong = new WorkForce({ root, files: [], judges: [join(room, 'nowhere')], ledgers: root });
    await assert.rejects(wrong.begin(), /ENOENT/);
    wrong.end();
  });
});
