import { randomInt } from 'node:crypto';
import { wholeNumber } from '../../support/command-line';
import { runTypedCommand } from '../../support/commands/typed-command';
import { fuzz, type FuzzOrder, type FuzzResult } from './fuzzing';

const command = {
  usage: 'npm run fuzz [-- --requests N] [--seed S]',
  does: `Sends malformed requests to embedded clouds of all releases that it plays, made from the routes that it knows: nothing may answer 500,
crash, hang or tell of its insides. The same seed sends the same requests; every 700 of them go to a cloud of their own.`,
  options: {
    requests: { type: 'string', value: 'N', like: '60000', help: 'how many (60000)' },
    seed: { type: 'string', value: 'S', like: '42', help: 'by what they are chosen; a random one when left out' },
  },
  exitCodes: '0 nothing was found; 1 something was, and how to repeat it is told; 2 it could not be run',
} as const;

runTypedCommand(command, async ({ values: { requests = '60000', seed = String(randomInt(1_000_000_000)) } }) => {
  const order: FuzzOrder = {
    requests: wholeNumber('--requests', requests, 1, 100_000_000),
    seed: wholeNumber('--seed', seed, 0, 2_000_000_000),
    trap: 'none',
    patience: 30,
    enough: 10,
  };
  const result = await fuzz(order);
  process.stdout.write(`${tell(order, result)}\n`);
  return result.findings.length === 0 ? 0 : 1;
});

/** What was sent, what was found, and how it is repeated. */
function tell({ requests, seed }: FuzzOrder, { sent, findings, seconds }: FuzzResult): string {
  const all = sent === requests ? '' : ` of ${requests}`;
  const counted = `${sent}${all} requests, seed ${seed}, ${seconds.toFixed(1)} s: `;
  if (findings.length === 0) return `${counted}no 500, no crash and no hang of the embedded cloud`;
  const told = findings.map(
    (finding) =>
      `${finding.told}\n=> ${finding.wrong}\nRepeat it: npm run fuzz -- --seed ${finding.seed} --requests ${finding.request}\n`,
  );
  return `${told.join('\n')}\n${counted}${findings.length} found`;
}
