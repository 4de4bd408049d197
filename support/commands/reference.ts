import { helpOf, readCommandLine, WrongOrder } from '../command-line';
import { endProcess, runCommand } from '../gate/ending';
import { offer } from '../nearest';
import { printable } from '../printable';
import { embeddedDefects } from '../clouds/embedded/defects';
import { bringDown } from '../reference-cloud/down';
import { ReferenceCloudError, reasonOf } from '../reference-cloud/failure';
import { interruptRunning } from '../reference-cloud/processes/run-to-end';
import { novaDefectNames, type NovaDefect } from '../reference-cloud/nova-defects';
import { progressTo } from '../reference-cloud/building-progress';
import type { ReferenceCloudRelease } from '../reference-cloud/packaged-releases';
import {
  defaultReferenceCloudRelease,
  referenceCloudRelease,
  referenceCloudReleaseNames,
} from '../reference-cloud/packaged-releases';
import type { Extent } from '../reference-cloud/status';
import { linesOf, statusOf } from '../reference-cloud/status';
import { bringUp } from '../reference-cloud/up';
import { tellFailure } from './typed-command';

const actions = ['up', 'down', 'status'] as const;

const command = {
  usage: 'npm run reference -- up | down | status [options]',
  does: 'Builds and runs a real OpenStack on this machine, on 127.0.0.1 only, as root on Debian (docs/reference-cloud.md).',
  words: {
    up: 'builds the cloud if need be, starts it and mends what has crashed',
    down: 'stops it, and keeps its databases',
    status: 'says what of it runs',
  },
  options: {
    release: {
      type: 'string',
      value: 'RELEASE',
      like: 'zed',
      help: `one of ${referenceCloudReleaseNames().join(', ')} (${defaultReferenceCloudRelease})`,
    },
    directory: {
      type: 'string',
      value: 'DIRECTORY',
      like: '/var/lib/local-delete-reference',
      help: 'where it is kept, instead of /var/lib/local-delete-reference',
    },
    broken: {
      type: 'string',
      value: 'NAME',
      like: 'bug-1679750',
      help: `with up: breaks its Nova on purpose, so that runs have to be red; --broken list tells by what.
The next up without it makes it healthy`,
    },
    'soft-delete': {
      type: 'boolean',
      help: 'with up: deleted servers can be restored for a while; the next up without it takes that back',
    },
    purge: { type: 'boolean', help: 'with down: removes the cloud and its databases too' },
  },
  exitCodes:
    '0 done, or up; 1 it could not be done, or the cloud is partly up; 2 the command line is wrong; 3 the cloud is down (status)',
} as const;

/** What the command line asks for. */
export interface ReferenceOrder {
  readonly action: (typeof actions)[number];
  readonly release: ReferenceCloudRelease;
  readonly directory?: string;
  readonly files: 'keep' | 'purge';
  /** What its Nova is to be broken by. */
  readonly novaDefect?: NovaDefect;
  /** Whether deleted servers are to be kept for a while. */
  readonly softDelete?: 'on';
}

/** Reads the command line. Throws {@link WrongOrder}. */
export function orderOf(commandLine: readonly string[]): ReferenceOrder | 'help' | 'list of defects' {
  const order = readCommandLine(command, commandLine);
  if (order === 'help') return order;
  const { values, words } = order;
  if (values.broken === 'list') return 'list of defects';
  const action = actionOf(words);
  for (const [name, wanted] of belongingActions) {
    const isGiven = values[name] !== undefined && values[name] !== false;
    if (isGiven && action !== wanted) throw new WrongOrder(`--${name} belongs to ${wanted}, not to ${action}`);
  }
  return {
    action,
    ...(values.broken === undefined ? {} : { novaDefect: novaDefectOf(values.broken) }),
    ...(values['soft-delete'] === true ? { softDelete: 'on' as const } : {}),
    release: releaseOf(values.release ?? defaultReferenceCloudRelease),
    ...(values.directory === undefined ? {} : { directory: values.directory }),
    files: values.purge === true ? 'purge' : 'keep',
  };
}

/** Options that make sense with one action alone. */
const belongingActions = [
  ['purge', 'down'],
  ['broken', 'up'],
  ['soft-delete', 'up'],
] as const;

/** What `status` exits with. */
export const exitCodes: Readonly<Record<Extent, number>> = { up: 0, 'partly up': 1, down: 3 };

async function carryOut(order: ReferenceOrder): Promise<number> {
  const { action, release, directory, files } = order;
  const progress = progressTo((line) => {
    console.log(line);
  });
  switch (action) {
    case 'up':
      await bringUp(order, progress);
      return 0;
    case 'down':
      await bringDown(release, progress, files, directory);
      return 0;
    case 'status': {
      const status = await statusOf(release, directory);
      console.log(printable(linesOf(release, status).join('\n')));
      return exitCodes[status.extent];
    }
  }
}

function actionOf(words: readonly string[]): ReferenceOrder['action'] {
  const asked = words.join(' ');
  const action = actions.find((known) => known === asked);
  if (action === undefined) {
    throw new WrongOrder(
      words.length === 0
        ? `say what to do: ${actions.join(', ')}`
        : `"${asked}" is nothing to do; ${offer(asked, actions)}`,
    );
  }
  return action;
}

function novaDefectOf(name: string): NovaDefect {
  const known = novaDefectNames.find((each) => each === name);
  if (known === undefined) {
    throw new WrongOrder(`a real Nova cannot be broken by ${name}: ${offer(name, novaDefectNames)}`);
  }
  return known;
}

/** A line for each defect: its name and what it does wrong. */
export function listNovaDefects(): string {
  const width = Math.max(...novaDefectNames.map(({ length }) => length));
  return novaDefectNames
    .map((name) => `${name.padEnd(width)}  ${embeddedDefects.find((defect) => defect.name === name)?.title ?? ''}`)
    .join('\n');
}

function releaseOf(name: string): ReferenceCloudRelease {
  try {
    return referenceCloudRelease(name);
  } catch (error) {
    throw new WrongOrder(reasonOf(error));
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const interruption = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    interruption.abort();
    console.error(`${signal}: what was begun is left as it is; "npm run reference -- down" clears it`);
    void interruptRunning().then(() => endProcess(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const order = orderOf(argv);
    if (order !== 'help' && order !== 'list of defects') return await carryOut(order);
    console.log(order === 'help' ? helpOf(command).trimEnd() : listNovaDefects());
    return 0;
  } catch (error) {
    // What was broken off ends the process once all that it has started has ended.
    if (interruption.signal.aborted) return await new Promise<never>(() => undefined);
    tell(error);
    return error instanceof WrongOrder ? 2 : 1;
  }
}

function tell(error: unknown): void {
  if (error instanceof WrongOrder) console.error(tellFailure(command, error));
  else console.error(error instanceof ReferenceCloudError ? error.message : error);
}

if (require.main === module) {
  runCommand(main);
}
