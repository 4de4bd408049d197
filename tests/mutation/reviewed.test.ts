import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { mutateSource } from '../../support/mutation/mutants';
import { renderMutation } from '../../support/mutation/mutation-page';
import type { JudgedMutant } from '../../support/mutation/results';
import { readReviewed } from '../../support/mutation/reviewed';
import { roomsOf } from '../../support/mutation/rooms';

const root = join(__dirname, '..', '..');

describe('the reviewed list', () => {
  it('has mutants that are there', () => {
    const gone = readReviewed(root).flatMap(({ mutants }) =>
      mutants.filter(({ file, original, mutated }) => {
        const made = mutateSource(file, readFileSync(join(root, file), 'utf8')).mutants;
        return !made.some((each) => each.original === original && each.mutated === mutated);
      }),
    );
    assert.deepEqual(gone, []);
  });

  it('is about code that is mutated', () => {
    const mutated = roomsOf(root).flatMap(({ files }) => files);
    const others = readReviewed(root).flatMap(({ mutants }) => mutants.filter(({ file }) => !mutated.includes(file)));
    assert.deepEqual(others, []);
  });
});

describe('docs/mutation.md', () => {
  it('tells the score of each room, and why what survives may', () => {
    const killed: JudgedMutant = { line: 1, kind: 'condition', original: 'a', mutated: '!(a)', outcome: 'killed' };
    const left: JudgedMutant = { ...killed, line: 2, original: 'b();', mutated: '', outcome: 'survived' };
    const open: JudgedMutant = { ...killed, line: 3, original: '`c`', mutated: 'd', outcome: 'not reached' };
    const room = {
      name: 'r',
      what: 'a room',
      files: ['support/a.ts', 'support/b.ts'],
      judges: 'scenarios',
      least: 60,
    } as const;
    const results = { 'support/a.ts': { room: 'r', digest: '1', mutants: [killed, open, left] } };
    const why = 'A message that nobody reads';
    const reviewed = [{ why, mutants: [{ file: 'support/a.ts', original: 'b();', mutated: '' }] }];
    const page = renderMutation([room], results, reviewed, { date: '2026-01-02', commit: 'abc' });
    assert.match(page, /of 2026-01-02 and commit abc\./);
    assert.match(page, /\| a room \| 3 \(1 files not judged\) \| 33\.3 % \| 60 % \| 1 \| 1 \|/);
    assert.match(page, /A message that nobody reads \(1\):\n\n- a\.ts:2 `b\(\);`, nothing instead\n/);
    assert.match(page, /these \(1\):\n\n- a\.ts:3 `` `c` ``, `d` instead \(not reached\)\n/);
  });
});
