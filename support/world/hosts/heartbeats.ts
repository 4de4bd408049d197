import type { Service } from '../../api/compute/services-client';
import { ExpectationFailed } from '../../books/expectation';
import { finding, tellFailure } from '../../books/failure-findings';
import type { HostAlias } from '../../parameter-types';
import { computeServiceOf } from '../../safety/compute-services';
import { NoUseWaiting } from '../../waiting';
import type { ComputeHosts } from './compute-hosts';
import { Noun, type Story } from '../story/story';

type Needs = Story & { readonly hosts: ComputeHosts };

/** Nova keeps the time of a heartbeat in whole seconds, so that one may look up to a second older than it is, or younger. */
const roundingSeconds = 1;

/** When a host has beaten, in milliseconds of the cloud's time: some time between the two. */
interface Beat {
  readonly after: number;
  readonly before: number;
}

/** A heartbeat that has been seen, and when it was by Nova. */
interface SeenBeat extends Beat, Pick<Service, 'updatedAt'> {}

/**
 * How long a host that sends no heartbeat any more counts as up. Times are taken around requests, and what Nova tells is compared
 * with what it told before alone, so that a verdict holds however slow the answers are.
 */
export class Heartbeats extends Noun<Needs> {
  /** When each stopped host has beaten last. */
  readonly #last = new Map<string, Beat>();

  /** Waits for a fresh heartbeat of the host and stops its compute service right after. */
  async stopAfterOne(alias: HostAlias): Promise<void> {
    const { cloud, hosts, knownHosts } = this.needs;
    const host = knownHosts.nameOf(alias);
    const seen = await this.#untilBeating(host);
    await hosts.stopJustNow(alias);
    const stopped = cloud.now();
    const { updatedAt } = await this.#look(host);
    // Until it had stopped it may have beaten again: so much later, but for the rounding, as Nova says.
    const later = secondsBetween(seen.updatedAt, updatedAt);
    this.#last.set(host, {
      after: seen.after + 1000 * Math.max(0, later - roundingSeconds),
      before: Math.min(stopped, seen.before + 1000 * (later + roundingSeconds)),
    });
  }

  /** Expects the host to count as up until the service-down time is over since its last heartbeat, and as down from then on. */
  async expectDownInTime(alias: HostAlias): Promise<void> {
    const { cloud, deadlines, knownHosts, verifications } = this.needs;
    const host = knownHosts.nameOf(alias);
    const last = this.#last.get(host);
    if (last === undefined) throw new Error(`no step has stopped ${host} after a heartbeat that it has seen`);
    await this.needs.eventually(
      `${host} to count as down`,
      async () => {
        const asked = cloud.now();
        const service = await this.#look(host);
        if (service.state === 'down') this.#expectOldEnough(host, service, (cloud.now() - last.after) / 1000);
        else this.#expectYoungEnough(host, service, (asked - last.before) / 1000);
      },
      deadlines.noticeDeadHost,
    );
    knownHosts.noteTrouble(host, 'stopped');
    verifications.note();
  }

  /** Resolves with the first heartbeat that is seen. */
  async #untilBeating(host: string): Promise<SeenBeat> {
    const { cloud, deadlines } = this.needs;
    let asked = cloud.now();
    const { updatedAt: first } = await this.#look(host);
    return this.needs.eventually(
      `a heartbeat of ${host}`,
      async () => {
        const after = asked;
        asked = cloud.now();
        const { updatedAt } = await this.#look(host);
        if (updatedAt !== first) return { after, before: cloud.now(), updatedAt };
        throw new ExpectationFailed(`${host} has not beaten since`);
      },
      deadlines.beating,
    );
  }

  #look(host: string): Promise<Service> {
    return computeServiceOf(this.needs.people.auditor, host);
  }

  #expectOldEnough(host: string, service: Service, atMost: number): void {
    const { serviceDownTime } = this.needs.cloud.timing;
    if (atMost > serviceDownTime - roundingSeconds) return;
    throw this.#untimely(host, `it counts as down ${tell(atMost)} after it at most`, service);
  }

  #expectYoungEnough(host: string, service: Service, atLeast: number): void {
    const { serviceDownTime } = this.needs.cloud.timing;
    if (atLeast <= serviceDownTime + roundingSeconds) throw new ExpectationFailed(`${host} still counts as up`);
    throw this.#untimely(host, `it still counts as up ${tell(atLeast)} after it at least`, service);
  }

  #untimely(host: string, seen: string, { updatedAt }: Service): NoUseWaiting {
    const { timing } = this.needs.cloud;
    const time = tell(timing.serviceDownTime);
    return new NoUseWaiting(
      tellFailure({
        expected: `${host} counts as up for ${time} after its last heartbeat, and as down from then on`,
        seen: `${seen}; Nova says that it was at ${updatedAt ?? 'no time'}`,
        others: finding('check', `whether service_down_time is ${time} there, as the suite has been told`),
      }),
    );
  }
}

/** How much later the second is, of two times that Nova tells; 0 where it tells none. */
function secondsBetween(first: string | undefined, second: string | undefined): number {
  return first === undefined || second === undefined ? 0 : (Date.parse(`${second}Z`) - Date.parse(`${first}Z`)) / 1000;
}

function tell(seconds: number): string {
  return `${Number(seconds.toFixed(1))} s`;
}
