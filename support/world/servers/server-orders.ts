import type { Server } from '../../api/compute/server-decoder';
import type { NewServer } from '../../api/compute/servers-client';
import { CloudNotReady, ExpectationFailed } from '../../books/expectation';
import { NoUseWaiting } from '../../waiting';
import { Noun, type Story } from '../story/story';
import type { Ingredients } from './ingredients';
import type { Place } from './places';

type Needs = Story & { readonly ingredients: Ingredients };

/** What a server is made with, in place of or beside what all servers of the suite have. */
export type Outfit = Partial<Pick<NewServer, 'networks' | 'volumes' | 'flavorId'>>;

/** Asks Nova for servers of the suite's in the exclusive zone, and waits until it has built them. */
export class ServerOrders extends Noun<Needs> {
  /** Asks for a server as the person whose place it is. Resolves with its UUID while Nova builds it. */
  async request(word: string, { by, ...where }: Place, outfit: Outfit = {}): Promise<string> {
    const { ingredients, page, people } = this.needs;
    const made = { ...(await ingredients.of(by)), ...outfit, ...where };
    const create = async (name: string): Promise<string> =>
      (await people.person(by).compute.servers.create({ name, ...made })).id;
    return page.make('server', page.nameOf(word.split(' ').at(-1) ?? word), create);
  }

  /** Asks with one request for servers of those words. Resolves with their UUIDs while Nova builds them. */
  async requestTogether(words: readonly string[], { by, ...where }: Place) {
    const { ingredients, page, people } = this.needs;
    const { servers } = people.person(by).compute;
    const name = page.nameOf('together');
    const wish = { name, ...(await ingredients.of(by)), ...where };
    const entries = words.map((_, index) => page.open({ kind: 'server', name: `${name}-${index + 1}` }));
    const { reservationId } = await servers.createSeveral(wish, words.length);
    const made = await servers.list({ reservationId });
    return entries.map((entry, index) => {
      const uuid = made.find((each) => each.name === `${name}-${index + 1}`)?.id;
      if (uuid === undefined)
        throw new CloudNotReady(`one request for ${words.join(', ')} made no server ${name}-${index + 1}`);
      page.made(entry, uuid);
      return { uuid, word: words[index] ?? uuid };
    });
  }

  /** The server once Nova has built it or given up. */
  whenBuilt(uuid: string, word: string): Promise<Server> {
    const { deadlines, eventually } = this.needs;
    return eventually(`${word} to be built or given up`, () => this.#lookWhetherBuilt(uuid, word), deadlines.build);
  }

  /** The server with its host, as the auditor sees it, once it is ACTIVE. */
  whenActive(uuid: string, word: string): Promise<Server & { readonly host: string }> {
    const { deadlines, eventually } = this.needs;
    return eventually(`${word} to be ACTIVE`, () => this.#lookWhetherActive(uuid, word), deadlines.build);
  }

  async #lookWhetherActive(uuid: string, word: string): Promise<Server & { readonly host: string }> {
    const server = await this.#lookWhetherBuilt(uuid, word);
    const { status, host, fault } = server;
    if (status !== 'ACTIVE')
      throw new NoUseWaiting(`${word} is in ERROR: ${fault?.message ?? 'Nova does not say why'}`);
    if (host === undefined) throw new ExpectationFailed(`${word} is ACTIVE, but on no host`);
    return { ...server, host };
  }

  async #lookWhetherBuilt(uuid: string, word: string): Promise<Server> {
    const server = await this.needs.people.auditor.compute.servers.get(uuid);
    const { status, taskState } = server;
    if (status === 'ACTIVE' || status === 'ERROR') return server;
    throw new ExpectationFailed(`${word} is ${status}, task ${taskState ?? 'none'}`);
  }
}
