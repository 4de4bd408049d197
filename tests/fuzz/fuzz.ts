import { randomInt } from 'node:crypto';
import { readCommandLine, wholeNumber, WrongOrder } from '../../support/commands/command-line';
import { fuzz, type FuzzOrder, type FuzzResult } from './fuzzing';

const usage = `npm run fuzz [-- --requests N] [--seed S]

Sends malformed requests to embedded clouds of all releases that it plays, made from the routes that it knows: nothing may answer 500,
crash, hang or tell of its insides. The same seed sends the same requests; every 700 of them go to a cloud of their own.

  --requests N   how many (60000)
  --seed S       by what they are chosen; a random one when left out

Exit code: 0 nothing was found; 1 something was, and how to repeat it is told; 2 it could not be run.
`;

const options = { requests: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } } as const;

/** Reads the command line. Throws {@link WrongOrder}. */
function orderOf(argv: readonly string[]): FuzzOrder | 'help' {
  const { requests, seed, help } = readCommandLine({ args: [...argv], options }).values;
  if (help === true) return 'help';
  return {
    requests: wholeNumber('--requests', requests ?? '60000', 1, 100_000_000),
    seed: wholeNumber('--seed', seed ?? String(randomInt(1_000_000_000)), 0, 2_000_000_000),
    trap: 'none',
    patience: 30,
    enough: 10,
  };
}

/** Fuzzes for a command line, and resolves to the exit code. */
async function main(argv: readonly string[]): Promise<0 | 1> {
  const order = orderOf(argv);
  if (order === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  const result = await fuzz(order);
  process.stdout.write(`${tell(order, result)}\n`);
  return result.findings.length === 0 ? 0 : 1;
}

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

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof WrongOrder ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exitCode = 2;
  },
);
