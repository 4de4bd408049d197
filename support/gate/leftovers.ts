import { dirname } from 'node:path';
import type { RunParameters } from '../clouds/parameters';
import { tellOpen } from '../safety/cleanup';
import type { Run } from '../world/run/run';

/** What a run that stops at once leaves, where its ledger is, and what takes it back. */
export function tellLeftovers(
  run: Pick<Run, 'name' | 'cloud' | 'ledger'> | undefined,
  parameters: Pick<RunParameters, 'cloud' | 'ledgers'>,
): string {
  if (run === undefined) return 'Nothing is left: the run had not begun, or had ended.';
  const { cloud, ledger, name } = run;
  const open = tellOpen(ledger);
  if (open.length === 0) return 'Nothing is left.';
  const lines = [`Left on ${cloud.name}:`, ...open.map((what) => `  ${what}`), `The ledger is ${ledger.file}.`];
  const advice =
    cloud.kind === 'embedded'
      ? 'The embedded cloud ends with this process, so there is nothing to be done.'
      : `To take it back: ${cleanupCommand(parameters, name)}`;
  return [...lines, advice].join('\n');
}

/** The command that takes back what a run has left. */
export function cleanupCommand({ cloud, ledgers }: Pick<RunParameters, 'cloud' | 'ledgers'>, run: string): string {
  const reports = ledgers === undefined ? '' : ` --reports ${dirname(ledgers)}`;
  return `npm run cleanup -- --cloud ${cloud} --run ${run}${reports}`;
}
