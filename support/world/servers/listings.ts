import type { Server } from '../../api/compute/server-decoder';
import { CloudNotReady } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import { shortId } from '../../books/finding-lines';
import type { PersonName, ServerAlias } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

/** What a listed server should be like, and what is probably wrong when it is not. */
interface Looks {
  readonly expected: string;
  readonly holds: (server: Server) => boolean;
  readonly likely: string;
}

/** The lists of servers that people ask for, where those that are gone may be shown too. */
export class Listings extends Noun<Story> {
  #listed: readonly Server[] | undefined;

  /** Lists, as that person, the deleted servers of the scenario; the operator sees those of every project. */
  async listDeleted(person: PersonName): Promise<void> {
    const { people, page } = this.needs;
    this.#listed = await people.person(person).compute.servers.listDetailed({
      projects: person === 'operator' ? 'all' : 'own',
      status: 'deleted',
      name: `^${page.nameOf('')}`,
    });
  }

  /** Lists, as that person, what has changed since the server's delete began, by the cloud's own time. */
  async listChangedSinceDelete(person: PersonName): Promise<void> {
    const { people, knownServers, page } = this.needs;
    const [server, ...others] = knownServers.deleted();
    if (server === undefined || others.length > 0) throw new Error('"the delete" has to be one that a step has done');
    const actions = await people.auditor.compute.instanceActions.list(server.uuid);
    const began = actions.find(({ action }) => action === 'delete')?.startTime;
    if (began === undefined)
      throw new CloudNotReady(`the delete of ${server.name} is not on record, so its time is not known`);
    this.#listed = await people.person(person).compute.servers.listDetailed({
      changesSince: `${began.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`,
      name: `^${page.nameOf('')}`,
    });
  }

  /** Expects the last list to show the servers, each of them as deleted. */
  expectDeleted(alias: ServerAlias): void {
    this.#expect(alias, {
      expected: 'in the list, with status DELETED',
      holds: ({ status }) => status === 'DELETED',
      likely: 'the delete has not marked the record as deleted',
    });
  }

  /** Expects the last list to tell when the servers ended: at a time that is not before they began. */
  expectEnd(alias: ServerAlias): void {
    this.#expect(alias, {
      expected: 'in the list, terminated at a time after its launch',
      holds: hasEnded,
      likely: 'the delete has not written terminated_at',
    });
  }

  #expect(alias: ServerAlias, { expected, holds, likely }: Looks): void {
    const { knownServers, transcript, verifications } = this.needs;
    const listed = this.#listed;
    for (const { uuid, name } of knownServers.findAll(alias)) {
      if (listed === undefined) throw new Error('no step has listed servers');
      const found = listed.find((server) => server.id === uuid);
      verifications.note();
      if (found !== undefined && holds(found)) continue;
      throw failure({
        expected: `${name} (${shortId(uuid)}) ${expected}`,
        seen: found === undefined ? tellOthers(listed) : tellServer(found),
        last: transcript.tellLastAct(),
        likely: found === undefined ? undefined : likely,
      });
    }
  }
}

function hasEnded({ launchedAt, terminatedAt }: Server): boolean {
  if (launchedAt === undefined || terminatedAt === undefined) return false;
  return Date.parse(`${terminatedAt}Z`) >= Date.parse(`${launchedAt}Z`);
}

function tellServer({ status, launchedAt, terminatedAt }: Server): string {
  return `${status}, launched at ${launchedAt ?? 'no time'}, terminated at ${terminatedAt ?? 'no time'}`;
}

function tellOthers(listed: readonly Server[]): string {
  const others = listed.map(({ id }) => shortId(id)).join(', ');
  return others === '' ? 'the list is empty' : `the list has only ${others}`;
}
