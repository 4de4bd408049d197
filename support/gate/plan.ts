import type { CloudUnderTest } from '../clouds/cloud';
import type { BuildControl } from '../contract/cloud-control';
import { neighboursDisturbedBy } from '../clouds/disturbable';
import { deadlinesOf, type Deadlines } from '../clouds/deadlines';
import type { CloudTiming } from '../contract/timing';
import { neighbours } from '../contract/trouble';
import type { RunContext } from '../run-context';
import { leaseName } from '../safety/leases';
import { namesOfRun } from '../safety/recovery';
import { reasonToSkip } from '../world/run/tags';
import { cleanupCommand } from './leftovers';

/** What a plan is made from. */
export interface PlanFacts {
  readonly cloud: Pick<
    CloudUnderTest,
    'name' | 'kind' | 'release' | 'capabilities' | 'disrupt' | 'disruptCloud' | 'timing' | 'defect'
  > & { readonly control?: { readonly builds?: Pick<BuildControl, 'paths'> } };
  /** As the command line names it. */
  readonly cloudName: string;
  /** The folder of the ledgers, where it is not the usual one. */
  readonly ledgers?: string;
  readonly run: string;
  /** The tags of each scenario that was selected. */
  readonly scenarios: readonly (readonly string[])[];
  readonly process: number;
}

/** A plan in words, and after how many minutes at most the run is over. */
export interface ToldPlan {
  readonly text: string;
  readonly minutesAtMost: number;
}

/**
 * What a run is going to do to a cloud that is not its own: what it makes, which hosts it disturbs and how, how long it takes as a
 * rule and at most, and how to stop it. Nothing has been touched when it is told.
 */
export async function tellPlan(context: RunContext, scenarios: readonly (readonly string[])[]): Promise<ToldPlan> {
  const { cloud: cloudName, run = '', ledgers } = context.parameters;
  const told = { cloudName, run, scenarios, process: process.pid, ...(ledgers !== undefined && { ledgers }) };
  const facts = { cloud: await context.cloud(), ...told };
  return { text: planOf(facts), minutesAtMost: minutesOf(facts).atMost };
}

/** The text of the plan. */
export function planOf(facts: PlanFacts): string {
  const { cloud, cloudName, ledgers, run } = facts;
  const scenarios = facts.scenarios.filter((tags) => reasonToSkip(tags, cloud) === undefined);
  const deadlines = deadlinesOf(cloud.timing);
  const { usually, atMost } = minutesOf(facts);
  const rows: readonly (readonly [string, string])[] = [
    ...brokenRow(cloud),
    [
      'makes',
      `servers, ports, ${cloud.capabilities.has('volumes') ? 'volumes, ' : ''}images, server groups named ${namesOfRun(run)}*, and consumers in Placement; each scenario's go with it`,
    ],
    ['disturbs', disturbed(cloud, scenarios)],
    ['leases', leased(cloud)],
    ['cuts', cut(cloud, scenarios)],
    [
      'lasts',
      `about ${usually} min for ${times(scenarios.length)} where a server is built in seconds, as on the reference cloud; ${atMost} min at most, if each wait took as long as it may`,
    ],
    ['stop it', `Ctrl-C, or kill ${facts.process}: it cleans up by itself within ${secondsToStop(deadlines)} s`],
    ['killed?', cleanupCommand({ cloud: cloudName, ...(ledgers !== undefined && { ledgers }) }, run)],
  ];
  return [`Plan of the run ${run}`, ...rows.map(([title, text]) => `  ${title.padEnd(9)} ${text}`)].join('\n');
}

function brokenRow({ defect, release }: PlanFacts['cloud']): readonly (readonly [string, string])[] {
  if (defect === undefined) return [];
  const mend = `npm run reference -- up --release ${release}`;
  return [['broken', `on purpose, by ${defect}: to be red is right; ${mend} makes the cloud healthy`]];
}

/** How many minutes a run takes, as a rule and at most. */
function minutesOf({ cloud, scenarios }: PlanFacts): { readonly usually: number; readonly atMost: number } {
  const tried = scenarios.filter((tags) => reasonToSkip(tags, cloud) === undefined);
  const deadlines = deadlinesOf(cloud.timing);
  const minutes = (secondsOf: (tags: readonly string[]) => number) =>
    Math.ceil(tried.reduce((sum, tags) => sum + secondsOf(tags), 0) / 60);
  return { usually: minutes((tags) => usual(tags, cloud.timing)), atMost: minutes((tags) => longest(tags, deadlines)) };
}

/** How long a run that was told to stop may take to end what it is at and to clean up, in seconds. */
export function secondsToStop({ computeStart, beating, deleteOnRunningHost, afterwork }: Deadlines): number {
  return computeStart + beating + deleteOnRunningHost + afterwork;
}

function disturbed({ disrupt }: PlanFacts['cloud'], scenarios: PlanFacts['scenarios']): string {
  if (disrupt.size === 0) return 'no host';
  const stops = count(scenarios, '@compute-control');
  const flags = count(scenarios, '@exclusive-host');
  return `${[...disrupt].join(', ')}: forced down or disabled in at most ${times(flags)}, nova-compute stopped in ${stops}`;
}

function leased({ disrupt }: PlanFacts['cloud']): string {
  return disrupt.size === 0 ? 'no host' : `these hosts, by aggregates ${leaseName('<host>')}, until the run ends`;
}

function cut({ disruptCloud, control }: PlanFacts['cloud'], scenarios: PlanFacts['scenarios']): string {
  const disturbed = scenarios.flatMap((tags) => neighboursDisturbedBy(tags, control?.builds?.paths));
  const [first, ...others] = neighbours.flatMap((neighbour) => {
    const often = disturbed.filter((each) => each === neighbour).length;
    return often === 0 ? [] : [{ neighbour, often }];
  });
  if (disruptCloud === 'not allowed' || first === undefined) return 'nothing that the whole cloud shares';
  const [paths, them] = others.length === 0 ? ['path', 'it'] : ['paths', 'them'];
  const told = [
    `${first.neighbour} in ${times(first.often)}`,
    ...others.map(({ neighbour, often }) => `${neighbour} in ${often}`),
  ];
  return `Nova's ${paths} to ${told.join(', ')}, for everybody on the cloud, and mends ${them}`;
}

function times(scenarios: number): string {
  return scenarios === 1 ? '1 scenario' : `${scenarios} scenarios`;
}

function count(scenarios: PlanFacts['scenarios'], tag: string): number {
  return scenarios.filter((tags) => tags.includes(tag)).length;
}

/** Seconds that a scenario takes on the reference cloud without what it waits for there, and a nova-compute to start. */
const scenarioSeconds = 5;
const startSeconds = 5;

/** Whoever stops a host waits until it is seen to be down, starts it, and waits until it has healed. */
function usual(tags: readonly string[], timing: CloudTiming): number {
  const { serviceDownTime, reportInterval, updateResourcesInterval } = timing;
  const waits = serviceDownTime + reportInterval + updateResourcesInterval + startSeconds;
  return tags.includes('@compute-control') ? scenarioSeconds + waits : scenarioSeconds;
}

function longest(tags: readonly string[], deadlines: Deadlines): number {
  const { build, deleteOnRunningHost, afterwork, noticeDeadHost, computeStart, heal } = deadlines;
  const always = build + 2 * deleteOnRunningHost + afterwork;
  return tags.includes('@compute-control') ? always + noticeDeadHost + computeStart + heal : always;
}
