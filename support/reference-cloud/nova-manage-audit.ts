import type { OrphanedAllocation } from '../contract/cloud-control';
import { checkRoot } from './building/prerequisites';
import { ReferenceCloudError } from './failure';
import type { Layout } from './layout';
import { runToEndWith, type Ending } from './processes/run-to-end';
import { novaManageCommand, pythonEnvironment } from './service-commands';

/** What `nova-manage placement audit` ends with when it was told to remove nothing (reference B.4). */
const exitCodes = { nothingFound: 0, orphansFound: 3 } as const;

/**
 * Runs `nova-manage placement audit` in the cloud's chroot, which takes some seconds. Nova asks Placement over the path that
 * scenarios disturb. Rejects with a {@link ReferenceCloudError} that carries the output when the audit ends with another code
 * than those of a finished one, or tells something that nobody understands.
 */
export async function runAudit(layout: Layout): Promise<readonly OrphanedAllocation[]> {
  checkRoot();
  const ending = await runToEndWith(Object.values(exitCodes), {
    command: ['chroot', layout.chroot, ...novaManageCommand('placement', 'audit', '--verbose')],
    purpose: 'audit the allocations with nova-manage',
    environment: pythonEnvironment,
  });
  return readAudit(ending);
}

/**
 * The orphans that a finished audit tells, in its order. What else it writes (warnings, providers without a compute node) is
 * passed over. Throws a {@link ReferenceCloudError} when lines, count and exit code do not agree.
 */
export function readAudit({ exitCode, output }: Ending): readonly OrphanedAllocation[] {
  const lines = output.split('\n');
  const orphans = lines.filter((line) => line.startsWith(orphanBeginning)).map(readOrphan);
  const count = Number(/^Processed (\d+) allocations?\.$/m.exec(output)?.[1] ?? 0);
  const expectedCode = orphans.length === 0 ? exitCodes.nothingFound : exitCodes.orphansFound;
  if (exitCode === expectedCode && count === orphans.length) return orphans;
  throw misread(`it ended with ${exitCode}, tells ${orphans.length} orphans and counts ${count}`, output);
}

const orphanBeginning = 'Allocations for consumer UUID ';
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const orphanLine = new RegExp(
  `^${orphanBeginning}(${uuid}) on Resource Provider (${uuid}) can be deleted: \\{(.+)\\}$`,
);

/** The amounts are printed as Python prints a dictionary: `{'VCPU': 1, 'MEMORY_MB': 64}`. */
function readOrphan(line: string): OrphanedAllocation {
  const [, consumer, provider, dictionary] = orphanLine.exec(line) ?? [];
  if (consumer === undefined || provider === undefined || dictionary === undefined) {
    throw misread('it tells of a consumer in another way than the audits that are known', line);
  }
  const amounts = dictionary.split(', ').map((item) => {
    const [, name, amount] = /^'([A-Z0-9_]+)': (\d+)$/.exec(item) ?? [];
    if (name === undefined) throw misread(`"${item}" is no amount of a resource class`, line);
    return [name, Number(amount)] as const;
  });
  return { consumer, provider, amounts: Object.fromEntries(amounts) };
}

function misread(what: string, output: string): ReferenceCloudError {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return new ReferenceCloudError(
    [`the output of nova-manage placement audit cannot be read: ${what}`, ...lines.slice(-15)].join('\n    '),
  );
}
