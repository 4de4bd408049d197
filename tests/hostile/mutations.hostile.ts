import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openCloud, readParameters } from '../../support/clouds/open';
import { probe } from '../../support/gate/probe/probe';
import { openStaging, rightFiles, writeFiles, type Staging } from '../remote/staging';

/** A probe asks about thirty questions; in each round one answer, by the round's number, is not as it should be. */
const rounds = 60;
const answers = 30;

/** What a value becomes; 1e999 is how JSON writes a number that none is. */
const nonsense: readonly unknown[] = [
  null,
  true,
  -1,
  '1e999',
  '',
  '..',
  '\u001b[2J\u202e',
  'x'.repeat(100_000),
  [],
  {},
  [null],
  [[]],
  { id: null },
  { length: 1e9 },
  'absent',
];

/** Numbers from 0 to 1, always the same ones for a seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function oneOf<T>(list: readonly T[], draw: () => number): T | undefined {
  return list[Math.floor(draw() * list.length)];
}

/** The value with something in it, at any depth, replaced by nonsense or left out. */
function mutated(value: unknown, draw: () => number): unknown {
  const inner: readonly [string, unknown][] = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [key] = oneOf(inner, draw) ?? [];
  if (key === undefined || draw() < 0.2) return oneOf(nonsense, draw);
  const entries = inner.map(([name, each]): [string, unknown] => [name, name === key ? mutated(each, draw) : each]);
  const left = entries.filter(([, each]) => each !== 'absent');
  return Array.isArray(value) ? left.map(([, each]) => each) : Object.fromEntries(left);
}

describe('a cloud of whose answers one is nonsense', () => {
  let staging: Staging;

  before(async () => {
    staging = await openStaging();
  });
  after(() => staging.close());

  it('is told to be unfit in words, or serves, and never breaks the probe', { timeout: 300_000 }, async (t) => {
    const folder = staging.folder();
    const env = writeFiles(folder, rightFiles(staging, folder));
    const cloud = await openCloud(readParameters({ cloud: 'staging' }, env), env);
    let refused = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const draw = drawing(round);
      let untouched = Math.floor(draw() * answers);
      staging.front.alter((body) => {
        untouched -= 1;
        if (untouched !== -1 || body.length === 0) return body;
        const text = JSON.stringify(mutated(JSON.parse(body.toString()), draw));
        return Buffer.from(text.replaceAll('"1e999"', '1e999'));
      });
      try {
        await probe(cloud, 20);
      } catch (error) {
        assert.ok(error instanceof Error);
        assert.equal(error.name, 'CloudNotFit', `round ${round}: ${error.stack}`);
        assert.ok(error.message.length < 8000, `round ${round}: ${error.message.length} characters`);
        refused += 1;
      }
    }
    staging.front.alter(undefined);
    assert.deepEqual(await probe(cloud), []);
    t.diagnostic(`${refused} of ${rounds} refused`);
    assert.ok(refused > rounds / 4 && refused < rounds);
  });
});
