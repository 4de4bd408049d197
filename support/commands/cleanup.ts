import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WrongOrder, type TypedOrder } from '../command-line';
import { openCloud, readParameters } from '../clouds/open';
import { warningsOf } from '../gate/probe/warnings';
import { projectRoot } from '../gate/surroundings';
import { printable } from '../printable';
import { defaultReferenceCloudRelease, referenceCloudReleaseNames } from '../reference-cloud/packaged-releases';
import type { LedgerCloud } from '../safety/ledger';
import { leftLedgers, type LedgerFile } from '../safety/read-ledger';
import { tidy, type Tidied } from '../safety/tidy';
import { People } from '../world/people/signed-in-people';
import { runTypedCommand } from './typed-command';

const command = {
  usage: 'npm run cleanup -- [options]',
  does: `Takes back what killed runs have made and disturbed: first what their ledgers (in DIR/ledger) still hold open, then, on the
clouds of those ledgers and on --cloud, what the leases on the cloud itself tell. What belongs to others is not touched.`,
  options: {
    cloud: {
      type: 'string',
      value: 'NAME',
      like: 'reference',
      help: 'look at this cloud also without a ledger: reference, or a cloud of clouds.yaml',
    },
    release: {
      type: 'string',
      value: 'RELEASE',
      like: 'zed',
      help: `of the reference cloud, one of ${referenceCloudReleaseNames().join(', ')} (${defaultReferenceCloudRelease})`,
    },
    run: {
      type: 'string',
      value: 'NAME',
      like: '3f09ac',
      help: 'only what the run of that name has left; also when nothing but names tells of it',
    },
    reports: {
      type: 'string',
      value: 'DIR',
      like: 'reports/zed',
      help: 'the folder that the runs were given for their reports, where their ledgers are too (reports)',
    },
  },
  exitCodes:
    '0 nothing is left; 1 something could not be put back: the commands that would do it are printed; 2 it could not be done',
} as const;

runTypedCommand(command, async ({ values }) => {
  const order = orderOf(values);
  const ledgers = leftLedgers(order.folder).filter(({ run }) => order.run === undefined || order.run === run);
  forgetEmbedded(ledgers);
  const clouds = cloudsOf(order, ledgers);
  if (clouds.length === 0) console.log(nothingToDo(order));
  let exitCode = 0;
  for (const about of clouds) exitCode = Math.max(exitCode, tell(about, await tidyUp(about, order, ledgers)));
  return exitCode;
});

interface Order {
  readonly cloud: string | undefined;
  readonly release: string;
  readonly run: string | undefined;
  /** The folder that the gate writes its ledgers to. */
  readonly folder: string;
}

/** The options as they were typed. */
type Typed = TypedOrder<typeof command.options>['values'];

function orderOf({ cloud, release = defaultReferenceCloudRelease, run, reports }: Typed): Order {
  if (run !== undefined && !/^[0-9a-f]{6}$/.test(run)) {
    throw new WrongOrder(`--run is ${run}, but a run's name is six hexadecimal digits, like 3f09ac`);
  }
  if (cloud === 'embedded') {
    throw new WrongOrder('the embedded cloud ends with its run: nothing is ever left on it');
  }
  const folder = join(resolve(reports ?? join(projectRoot, 'reports')), 'ledger');
  return { cloud, release, run, folder };
}

/** The embedded cloud has ended with the process that a ledger is of. */
function forgetEmbedded(ledgers: readonly LedgerFile[]): void {
  for (const { file, about, run } of ledgers.filter((each) => each.about?.cloud === 'embedded')) {
    rmSync(file);
    console.log(`the run ${run} was on the embedded cloud of ${about?.machine ?? ''}, which has ended with it`);
  }
}

function cloudsOf({ cloud, release }: Order, ledgers: readonly LedgerFile[]): readonly LedgerCloud[] {
  const named = ledgers.flatMap(({ about }) => (about === undefined || about.cloud === 'embedded' ? [] : [about]));
  const asked = cloud === undefined ? [] : [{ cloud, release }];
  const all = [...asked, ...named].filter((each) => cloud === undefined || each.cloud === cloud);
  return [...new Map(all.map((each) => [keyOf(each), each])).values()];
}

function keyOf({ cloud, release }: LedgerCloud): string {
  return cloud === 'reference' ? `${cloud} ${release}` : cloud;
}

function nothingToDo({ cloud, run }: Order): string {
  const what = run === undefined ? 'no run has left a ledger' : `the run ${run} has left no ledger`;
  return cloud === undefined ? `${what}; --cloud NAME also looks for leases on that cloud` : what;
}

async function tidyUp(about: LedgerCloud, order: Order, ledgers: readonly LedgerFile[]): Promise<Tidied> {
  const release = about.cloud === 'reference' ? { release: about.release } : {};
  const cloud = await openCloud(readParameters({ cloud: about.cloud, ...release }));
  for (const warning of warningsOf(cloud)) say(warning);
  const people = new People(cloud, () => undefined);
  try {
    const persons = { operator: people.person('operator'), owner: people.person('owner'), auditor: people.auditor };
    const own = ledgers.filter((each) => each.about !== undefined && keyOf(each.about) === keyOf(about));
    const run = order.run === undefined ? {} : { run: order.run };
    return await tidy({ search: { cloud, ...persons }, about, folder: order.folder, ledgers: own, ...run });
  } finally {
    people.close();
    await cloud.close();
  }
}

function tell({ cloud }: LedgerCloud, { done, failures, leftAlone }: Tidied): number {
  for (const { run, what } of done) say(`${cloud}: taken back of the run ${run}: ${what}`);
  for (const why of leftAlone) say(`${cloud}: left alone: ${why}`);
  for (const { what, why } of failures) say(`${cloud}: NOT put back: ${what}: ${why}`);
  const commands = new Set(failures.flatMap((failure) => failure.commands));
  if (commands.size > 0) say(['these commands do it, in this order:', ...commands].join('\n  '));
  if (failures.length === 0 && leftAlone.length === 0) say(`${cloud}: nothing of the suite is left`);
  return failures.length + leftAlone.length === 0 ? 0 : 1;
}

/** Names and reasons are a cloud's words. */
function say(text: string): void {
  console.log(printable(text));
}
