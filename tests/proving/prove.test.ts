import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { embeddedDefects, leftOutBugs, type EmbeddedDefect } from '../../support/clouds/embedded/defects';
import { renderDefects } from '../../support/proving/defects-page';
import type { DefectVerdict, Notice } from '../../support/proving/judge';
import type { Proof } from '../../support/proving/proof';
import { prove } from '../../support/proving/prove';
import { writeProof } from '../../support/proving/reports';

const defect: EmbeddedDefect = {
  name: 'fault-x',
  origin: { kind: 'single fault', tier: 1 },
  title: 'something <is> wrong',
  story: 'Something is wrong.',
  turnsRed: ['LD-1'],
};

const notice: Notice = { id: 'LD-1', title: 'One', by: 'a Then', where: 'Then x', message: 'expected <1>\nseen 2' };
const killed: DefectVerdict = {
  defect,
  outcome: 'killed',
  killedBy: [notice],
  aside: [],
  missed: [],
  wronglyRed: [],
  seconds: 1,
};
const survived: DefectVerdict = {
  ...killed,
  outcome: 'survived',
  killedBy: [],
  aside: [{ ...notice, by: 'an invariant' }],
  missed: [{ id: 'LD-1', outcome: 'red by an invariant: After hook' }],
};

async function proofOf(
  ...verdicts: readonly DefectVerdict[]
): Promise<{ readonly proof: Proof; readonly told: string }> {
  let told = '';
  const waiting = [...verdicts];
  const bench = {
    try: () => {
      const next = waiting.shift();
      return next === undefined ? Promise.reject(new Error('no verdict is left')) : Promise.resolve(next);
    },
  };
  const proof = await prove(
    { defects: verdicts.map((verdict) => verdict.defect), which: 'the named scenarios' },
    bench,
    (text) => {
      told += text;
    },
  );
  return { proof, told };
}

describe('a proof', () => {
  it('is good when every defect was killed', async () => {
    const { proof, told } = await proofOf(killed);
    assert.equal(proof.exitCode, 0);
    assert.match(told, /^killed {4}fault-x {2}LD-1 Then x\n +expected <1>\n/m);
    assert.match(told, /\n1 of 1 defects killed by a Then, with the named scenarios, in /);
  });

  it('is none when one survived, and tells what noticed it without counting', async () => {
    const { proof, told } = await proofOf(killed, survived);
    assert.equal(proof.exitCode, 1);
    assert.match(told, /survived {2}fault-x {2}something <is> wrong\n +does not count: LD-1 by an invariant, Then x: /);
    assert.match(told, /LD-1 should have failed at a Then, but: red by an invariant/);
    assert.match(told, /\n1 of 2 defects killed .*\nnot as they should be: fault-x\n$/);
  });

  it('is none when a scenario is red that should be green', async () => {
    const { proof, told } = await proofOf({ ...killed, wronglyRed: [{ ...notice, id: 'LD-2' }] });
    assert.equal(proof.exitCode, 1);
    assert.match(told, /should have stayed green: LD-2 by a Then, Then x: expected <1>/);
  });

  it('ends with 2 when nothing was tried', async () => {
    assert.equal((await proofOf()).proof.exitCode, 2);
  });

  it('is written for machines with its version, and for people in a page that loads nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'proof-'));
    writeProof(folder, (await proofOf(killed, survived)).proof);
    const document: unknown = JSON.parse(readFileSync(join(folder, 'prove.json'), 'utf8'));
    assert.ok(typeof document === 'object' && document !== null && 'version' in document && 'score' in document);
    assert.equal(document.version, 1);
    assert.deepEqual(document.score, { killed: 1, of: 2 });
    const page = readFileSync(join(folder, 'prove.html'), 'utf8');
    assert.match(page, /<h1>1 of 2 defects killed<\/h1>/);
    assert.match(page, /something &lt;is&gt; wrong/);
    assert.match(page, /name="viewport" content="width=device-width/);
    assert.match(page, /prefers-color-scheme: dark/);
    assert.doesNotMatch(page, /(?:src|href)=/);
  });
});

describe('docs/defects.md', () => {
  it('has an entry for each defect, and every bug that is left out', () => {
    const page = renderDefects(embeddedDefects, leftOutBugs, []);
    for (const { name } of embeddedDefects) assert.ok(page.includes(`**\`${name}\`** `), name);
    for (const { bug } of leftOutBugs) assert.ok(page.includes(bug), bug);
  });

  it('tells what each scenario notices, and which guard no known bug', () => {
    const others = Array.from({ length: 5 }, (_, index) => ({ ...defect, name: `fault-${index}`, alsoRed: ['LD-2'] }));
    const scenarios = ['LD-1', 'LD-2', 'LD-2.again', 'LD-3'].map((id) => ({ id, title: 'One' }));
    const page = renderDefects([{ ...defect, alsoRed: ['LD-2.again'] }, ...others], [], scenarios);
    assert.match(page, /## By scenario \(4\)\n/);
    assert.match(page, /No known bug is guarded by LD-3\.\n/);
    assert.match(page, /\*\*LD-1\*\* One: `fault-x`, `fault-0`, .*`fault-4`\n/);
    assert.match(page, /\*\*LD-2\*\* One: as well with `fault-0`, `fault-1`, `fault-2`, `fault-3` and 1 others\n/);
    assert.match(page, /\*\*LD-2\.again\*\* One: as well with `fault-x`, .* and 2 others\n/);
    assert.match(page, /\*\*LD-3\*\* One: guards no known bug\n/);
    assert.match(
      renderDefects([defect], [], [{ id: 'LD-1', title: 'One' }]),
      /There is none that guards no known bug\./,
    );
  });
});
