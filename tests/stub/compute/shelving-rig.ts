import assert from 'node:assert/strict';

import { buildServer, dig, hostOf, type Reply, type Rig, type Sender, show, text } from './rig';

/** Asks for an action on a server. */
export function act(who: Sender, uuid: string, name: string, argument: unknown = null): Promise<Reply> {
  return who('POST', `/compute/v2.1/servers/${uuid}/action`, { [name]: argument }, '2.93');
}

/** A server's status. */
export async function statusOf(rig: Rig, uuid: string): Promise<unknown> {
  return dig((await show(rig, uuid)).body, 'server', 'status');
}

/** A server that was shelved and is still on its host, and its image. */
export async function shelvedServer(rig: Rig): Promise<{ uuid: string; host: string; image: string }> {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  assert.equal((await act(rig.owner, uuid, 'shelve')).status, 202);
  await rig.cloud.letTimePass();
  const image = text((await imagesOf(rig)).body, 'images', 0, 'id');
  return { uuid, host, image };
}

/** A server that was shelved and has left its host, which is answered too. */
export async function offloadedServer(rig: Rig): Promise<{ uuid: string; host: string; image: string }> {
  const shelved = await shelvedServer(rig);
  assert.equal((await act(rig.operator, shelved.uuid, 'shelveOffload')).status, 202);
  await rig.cloud.letTimePass();
  assert.equal(await statusOf(rig, shelved.uuid), 'SHELVED_OFFLOADED');
  return shelved;
}

/** The images of shelved servers, as the owner lists them. */
export function imagesOf(rig: Rig): Promise<Reply> {
  return rig.owner('GET', '/image/v2/images?name=blue-shelved');
}

/** How a look at the image is answered. */
export async function imageStatus(rig: Rig, image: string): Promise<number> {
  return (await rig.owner('GET', `/image/v2/images/${image}`)).status;
}

/** The events of the server's last action with their results, oldest first. */
export async function eventsOf(rig: Rig, uuid: string): Promise<readonly string[]> {
  const path = `/compute/v2.1/servers/${uuid}/os-instance-actions`;
  const request = text((await rig.operator('GET', path)).body, 'instanceActions', 0, 'request_id');
  const list = dig((await rig.operator('GET', `${path}/${request}`)).body, 'instanceAction', 'events');
  assert.ok(Array.isArray(list));
  return list.map((event) => `${text(event, 'event')} ${String(dig(event, 'result'))}`).reverse();
}
