import { parseArgs } from 'node:util';
import { bringDown } from '../reference-cloud/down';
import { ReferenceCloudError, reasonOf } from '../reference-cloud/failure';
import { interruptRunning } from '../reference-cloud/processes/run';
import { progressTo } from '../reference-cloud/progress';
import type { ReferenceRelease } from '../reference-cloud/releases';
import { defaultReferenceRelease, referenceRelease } from '../reference-cloud/releases';
import type { Extent } from '../reference-cloud/status';
import { linesOf, statusOf } from '../reference-cloud/status';
import { bringUp } from '../reference-cloud/up';

const actions = ['up', 'down', 'status'] as const;

const USAGE = 'usage: npm run reference -- up | down [--purge] | status  [--release RELEASE] [--directory DIRECTORY]';

/** What the command line asks for. */
export interface ReferenceOrder {
  readonly action: (typeof actions)[number];
  readonly release: ReferenceRelease;
  readonly directory?: string;
  readonly files: 'keep' | 'purge';
}

/** Reads the command line. Throws a `ReferenceCloudError` that says what is wrong with it and what would be right. */
export function orderOf(commandLine: readonly string[]): ReferenceOrder {
  const { values, positionals } = parse(commandLine);
  const [word, ...more] = positionals;
  const action = actions.find((known) => known === word);
  if (action === undefined || more.length > 0) {
    throw new ReferenceCloudError(
      `${word === undefined ? 'say what to do' : `"${positionals.join(' ')}" is nothing to do`}: ` +
        `${actions.join(', ')}\n${USAGE}`,
    );
  }
  if (values.purge === true && action !== 'down') {
    throw new ReferenceCloudError(`--purge belongs to down, not to ${action}\n${USAGE}`);
  }
  return {
    action,
    release: referenceRelease(values.release ?? defaultReferenceRelease),
    ...(values.directory === undefined ? {} : { directory: values.directory }),
    files: values.purge === true ? 'purge' : 'keep',
  };
}

/** What `status` exits with. */
export const exitCodes: Readonly<Record<Extent, number>> = { up: 0, 'partly up': 1, down: 3 };

async function carryOut(order: ReferenceOrder): Promise<number> {
  const { action, release, directory, files } = order;
  const progress = progressTo((line) => {
    console.log(line);
  });
  switch (action) {
    case 'up':
      await bringUp(release, progress, directory);
      return 0;
    case 'down':
      await bringDown(release, progress, files, directory);
      return 0;
    case 'status': {
      const status = await statusOf(release, directory);
      console.log(linesOf(release, status).join('\n'));
      return exitCodes[status.extent];
    }
  }
}

function parse(commandLine: readonly string[]): {
  values: { release?: string; directory?: string; purge?: boolean };
  positionals: string[];
} {
  try {
    return parseArgs({
      args: [...commandLine],
      allowPositionals: true,
      options: { release: { type: 'string' }, directory: { type: 'string' }, purge: { type: 'boolean' } },
    });
  } catch (error) {
    throw new ReferenceCloudError(`${reasonOf(error)}\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption.abort();
    console.error(`${signal}: what was begun is left as it is; "npm run reference -- down" clears it`);
    void interruptRunning().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    process.exitCode = await carryOut(orderOf(process.argv.slice(2)));
  } catch (error) {
    if (interruption.signal.aborted) {
      return;
    }
    console.error(error instanceof ReferenceCloudError ? error.message : error);
    process.exitCode = error instanceof ReferenceCloudError && error.message.includes('usage:') ? 2 : 1;
  }
}

if (require.main === module) {
  void main();
}
