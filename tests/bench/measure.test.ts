import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../../support/bench/figure';
import { measure } from '../../support/bench/measure';

const ours: Program = { nodeArguments: ['ours'], folder: '.' };
const peer: Program = { nodeArguments: ['peer'], folder: '.' };
const figure = { name: 'suite', title: 'all', against: 'nothing', wanted: 2.5, ours, peer };

/** Costs of ours and of the peer, by round; the peer's are 1 s. */
function costs(seconds: readonly number[]) {
  const asked: Program[] = [];
  let round = -1;
  return {
    asked,
    cost: (program: Program) => {
      asked.push(program);
      if (program === ours) round += 1;
      const cpuSeconds = program === ours ? (seconds[round] ?? 0) : 1;
      return Promise.resolve({ cpuSeconds, wallSeconds: cpuSeconds * 2, peakMebibytes: 100 });
    },
  };
}

test('both are measured in turn, and the round that warms up does not count', async () => {
  const { asked, cost } = costs([90, 2, 4, 3]);
  const told: number[] = [];
  const measured = await measure(figure, 3, (round) => told.push(round), cost);
  assert.deepEqual(asked, [ours, peer, ours, peer, ours, peer, ours, peer]);
  assert.deepEqual(told, [0, 1, 2, 3]);
  assert.deepEqual(measured.ratio, { median: 3, min: 2, max: 4 });
  assert.deepEqual(measured.ours.wallSeconds, { median: 6, min: 4, max: 8 });
  assert.equal(measured.rounds, 3);
});

test('a ratio is missed when its median is above what is wanted, and not before', async () => {
  const verdict = async (seconds: readonly number[]) =>
    (await measure(figure, 3, () => undefined, costs([0, ...seconds]).cost)).verdict;
  assert.equal(await verdict([2.5, 2.5, 9]), 'reached');
  assert.equal(await verdict([2.6, 2.6, 0]), 'missed');
});
