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
    assert.match(page, /\n- r \(a room\): 1 of 3 mutants killed, 33\.3 %, where 60 % are wanted\. /);
    assert.match(page, /Of the others 1 are explained below and 1 are open; 1 files are not judged yet\.\n/);
    assert.match(page, /A message that nobody reads:\n\n- a\.ts:2 `b\(\);`, nothing instead\n/);
    assert.match(page, /tells each:\n\n- support\/a\.ts: 1\n/);
  });
});
