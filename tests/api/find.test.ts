import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { json, startLoopback } from './loopback';

/** Asks for one thing by its id. */
type Finder = (id: string) => Promise<unknown>;

/** Every `find` of every client, by its place: `compute.servers`. */
function findersOf(clients: CloudClients): ReadonlyMap<string, Finder> {
  const found = new Map<string, Finder>();
  const look = (place: string, client: unknown): void => {
    if (typeof client !== 'object' || client === null) return;
    if ('find' in client && typeof client.find === 'function') {
      const { find } = client;
      found.set(place, async (id): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(find, client, [id]);
        return answer;
      });
    }
    for (const [noun, below] of Object.entries(client)) if (noun !== 'session') look(`${place}.${noun}`, below);
  };
  for (const [service, client] of Object.entries(clients)) if (service !== 'session') look(service, client);
  return found;
}

/** A service that has answered so has not said that the thing is not there. */
const refusals = [301, 400, 403, 405, 406, 409, 410, 413, 429, 500, 502, 503, 504];

describe('what is looked for by its id', () => {
  it('is everything that a verdict may be about', async (t) => {
    const cloud = await startLoopback(t, () => json(404, {}));
    assert.deepEqual(
      [...findersOf(new CloudClients(cloud.session())).keys()],
      ['compute.servers', 'compute.instanceActions', 'placement.providers', 'image', 'network.ports', 'volume.volumes'],
    );
  });

  it('is not there when the service answers 404, and for no other answer', async (t) => {
    let status = 404;
    const cloud = await startLoopback(t, () => json(status, { error: { code: status, message: 'not today' } }));
    for (const [place, find] of findersOf(new CloudClients(cloud.session()))) {
      status = 404;
      assert.equal(await find('x'), undefined, place);
      for (status of refusals) await assert.rejects(find('x'), { name: 'UnexpectedAnswer', status }, place);
    }
  });

  it('is not there for somebody whose token is refused, nor without an answer, nor in an answer of another shape', async (t) => {
    for (const [reply, name] of [
      [json(401, { error: { message: 'who are you' } }), 'UnexpectedAnswer'],
      ['break off', 'NoAnswer'],
      [json(200, {}), 'MalformedAnswer'],
    ] as const) {
      const cloud = await startLoopback(t, () => reply);
      for (const [place, find] of findersOf(new CloudClients(cloud.session()))) {
        await assert.rejects(find('x'), { name }, place);
      }
    }
  });
});
