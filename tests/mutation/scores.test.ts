import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  currentOf,
  digestOf,
  readResults,
  writeResults,
  type JudgedMutant,
  type Results,
} from '../../support/mutation/results';
import { tellFile } from '../../support/mutation/mutate';
import { tellScores } from '../../support/mutation/scores';

const killed: JudgedMutant = {
  line: 3,
  kind: 'condition',
  original: 'a',
  mutated: '!(a)',
  outcome: 'killed',
  by: 'LD-1',
};
const survived: JudgedMutant = { ...killed, kind: 'dropped statement', mutated: '', outcome: 'survived' };
const results: Results = {
  'a.ts': { room: 'r', digest: '1', mutants: [killed, { ...killed, outcome: 'hung' }, survived] },
};
const room = { name: 'r', what: 'a room', files: ['a.ts'], judges: 'scenarios', least: 60 } as const;

describe('the score of a room', () => {
  it('counts what hung as killed, and needs every file', () => {
    assert.deepEqual(tellScores([room], results), {
      text: 'r: 2 of 3 mutants killed, 66.6 % (60 % at least)\n',
      exitCode: 0,
    });
    assert.equal(tellScores([{ ...room, least: 67 }], results).exitCode, 1);
    const more = tellScores([{ ...room, files: ['a.ts', 'b.ts'] }], results);
    assert.deepEqual(more, {
      text: 'r: 2 of 3 mutants killed, 66.6 % (60 % at least); 1 files are not judged yet\n',
      exitCode: 1,
    });
  });

  it('comes with its survivors', () => {
    const [result] = Object.values(results);
    assert.ok(result);
    assert.equal(tellFile('a.ts', result), 'a.ts: 2 of 3 killed\n  a.ts:3 survived: dropped statement: a -> nothing\n');
  });

  it('is kept, and what is no result is refused with what would be right', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
    try {
      assert.deepEqual(readResults(folder), {});
      writeResults(folder, results);
      assert.deepEqual(readResults(folder), results);
      const root = join(__dirname, '..', '..');
      const file = 'package.json';
      const kept = { [file]: { room: 'r', digest: digestOf(root, file), mutants: [] }, ...results };
      assert.deepEqual(Object.keys(currentOf(root, kept)), [file]);
      for (const text of ['{"a.ts": {}}', '{"a.ts": ', '']) {
        writeFileSync(join(folder, 'mutate.json'), text);
        assert.throws(() => readResults(folder), {
          message:
            /mutate\.json is .+\. A run writes it like \{"support\/.+\. Mend it, or remove it and have all mutants judged anew$/,
        });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
