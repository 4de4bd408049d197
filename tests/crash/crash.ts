import { randomInt } from 'node:crypto';
import { isRelease } from '../../support/contract/release';
import { wholeNumber, WrongOrder, type TypedOrder } from '../../support/command-line';
import { runTypedCommand } from '../../support/commands/typed-command';
import { projectRoot } from '../../support/gate/surroundings';
import { People } from '../../support/world/people/signed-in-people';
import { tellDifferences } from '../../support/safety/differences';
import { settleIn } from './bystander';
import { chooseScenarios } from './choice';
import { openServedSite } from './served-site';
import { openReferenceSite, type Site } from './site';
import { killGate, ledgersOf, loseLedgers, run, type Killed, type Moment, type Place } from './victim';
import { readWholeCloud, type WholeCloud } from './view';

const text = { type: 'string' } as const;
const command = {
  usage: 'npm run test:crash -- --cloud reference|embedded [--times N] [--seed S] [--release R] [--seconds MAX]',
  does: `Kills runs of the gate by SIGKILL, each at a random moment of a scenario, and has npm run cleanup take back what they left, every
other time without the ledger. Then the whole cloud has to be as it was, with what a bystander has there. Scenarios that the cloud
cannot run are left out, and it is said why.`,
  options: {
    cloud: {
      ...text,
      value: 'CLOUD',
      like: 'embedded',
      help: `reference, or embedded: one that is served beside the runs, which find it as somebody else's;
the one that a run starts itself ends with the process that is killed, so there is nothing to be found on it afterwards`,
    },
    release: { ...text, value: 'R', like: 'zed', help: 'of the reference cloud (2025.1)' },
    times: { ...text, value: 'N', like: '50', help: 'how many runs are killed (50)' },
    seed: { ...text, value: 'S', like: '42', help: 'by what the moments are chosen; a random one when left out' },
    seconds: { ...text, value: 'MAX', like: '600', help: 'no run begins after that (a day)' },
  },
  exitCodes: '0 nothing was ever left; 1 something was; 2 it could not be run',
} as const;

/** Before and after each line of such a scenario's ledger, which has about so many, something is done to the cloud. */
const most = { lines: 10, milliseconds: 1500 };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Order {
  readonly cloud: 'reference' | 'embedded';
  readonly release: string;
  readonly times: number;
  readonly seed: number;
  readonly seconds: number;
}

/** The same random numbers for the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function main(order: Order): Promise<number> {
  if (ledgersOf(projectRoot).length > 0) throw new Error('a run has left its ledger here: npm run cleanup first');
  const site = await openSite(order);
  const people = new People(site.cloud, () => undefined);
  const bystander = await settleIn(site, people.person('stranger'), people.person('operator'));
  const hosts = site.cloud.hosts.filter((host) => host !== bystander.host);
  try {
    return await crashAgainAndAgain(order, { site, hosts, look: () => readWholeCloud(site, people) });
  } finally {
    await bystander.leave();
    people.close();
    await site.close();
  }
}

function openSite({ cloud, release }: Order): Promise<Site> {
  if (cloud === 'embedded') return openServedSite();
  if (!isRelease(release)) throw new Error(`there is no release ${release}`);
  return openReferenceSite(release);
}

/** Where runs are killed, and how one looks what they left. */
interface Scene {
  readonly site: Site;
  /** Those that may be disturbed. */
  readonly hosts: readonly string[];
  readonly look: () => Promise<WholeCloud>;
}

async function crashAgainAndAgain({ times, seed, seconds }: Order, { site, hosts, look }: Scene): Promise<number> {
  const startedAt = performance.now();
  const random = randomFrom(seed);
  const count = { tried: 0, killed: 0, bad: 0 };
  const { tags: scenarios, leftOut } = await chooseScenarios(site.cloud, projectRoot);
  for (const each of leftOut) print(`left out: ${each}`);
  print(`seed ${seed}, hosts ${hosts.join(', ')}`);
  const before = await look();
  for (; count.killed < times && performance.now() - startedAt < seconds * 1000; count.tried += 1) {
    const moment = { lines: 1 + random(most.lines), milliseconds: random(most.milliseconds) };
    const turn = count.tried + (seed % scenarios.length);
    const [round, place] = [Math.floor(turn / scenarios.length), turn % scenarios.length];
    const tags = scenarios[place] ?? '@LD-22';
    const ledger = (place + round) % 2 === 0 ? 'kept' : 'lost';
    const { end, problems } = await crashOnce({ site, hosts, tags, moment, ledger });
    problems.push(...tellDifferences(before, await look()));
    print(
      problems.length === 0 ? '  nothing is left' : problems.map((each) => `  NOT GOOD: ${each.trim()}`).join('\n'),
    );
    count.killed += end === 'killed' ? 1 : 0;
    count.bad += problems.length === 0 ? 0 : 1;
    if (problems.length > 0) await run(placeOf(site), 'cleanup', site.argv);
  }
  const { tried, killed, bad } = count;
  print(`${killed} runs killed, ${tried - killed} over before; after ${bad} of them something was left (seed ${seed})`);
  return bad === 0 && killed > 0 ? 0 : 1;
}

function placeOf({ env }: Site): Place {
  return { root: projectRoot, env };
}

interface Crash {
  readonly site: Site;
  readonly hosts: readonly string[];
  readonly tags: string;
  readonly moment: Moment;
  readonly ledger: 'kept' | 'lost';
}

interface Crashed {
  /** A run that was over before its moment came says nothing of being killed. */
  readonly end: Killed['end'];
  readonly problems: string[];
}

async function crashOnce({ site, hosts, tags, moment, ledger }: Crash): Promise<Crashed> {
  const disrupt = ['--disrupt', hosts.join(',')];
  const killed = await killGate(placeOf(site), [...site.argv, ...disrupt, '--tags', tags, '--allure', 'none'], moment);
  print(
    `${tags} ${killed.end} ${moment.milliseconds} ms after line ${moment.lines}, ledger ${ledger}: ${killed.phase}`,
  );
  if (ledger === 'lost') loseLedgers(projectRoot);
  const cleanup = await run(placeOf(site), 'cleanup', site.argv);
  const problems: string[] = [];
  if (killed.output.includes('NOT RUN')) throw new Error(`the gate does not run at all: ${killed.output}`);
  if (killed.end === 'over before' && !killed.output.includes('passed'))
    problems.push(`the gate said: ${killed.output}`);
  if (cleanup.exitCode !== 0) problems.push(`clean-up ended with ${cleanup.exitCode}: ${cleanup.output}`);
  if (ledgersOf(projectRoot).length > 0) problems.push('clean-up has left a ledger');
  return { end: killed.end, problems };
}

function orderOf({ values }: TypedOrder<typeof command.options>): Order {
  const { cloud } = values;
  if (cloud !== 'reference' && cloud !== 'embedded') {
    throw new WrongOrder(`--cloud is ${cloud ?? 'missing'}, but should be reference or embedded`);
  }
  return {
    cloud,
    release: values.release ?? '2025.1',
    times: wholeNumber('--times', values.times ?? '50', 1, 10_000),
    seed: wholeNumber('--seed', values.seed ?? String(randomInt(1_000_000)), 0, 2 ** 31 - 1),
    seconds: wholeNumber('--seconds', values.seconds ?? String(24 * 3600), 1, 24 * 3600),
  };
}

runTypedCommand(command, (order) => main(orderOf(order)));
