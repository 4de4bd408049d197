import assert from 'node:assert/strict';
import { buildServer, hostOf, remove, type Rig, takeDown } from './rig';

/** A server on a stopped host, deleted while Placement refused Nova. */
export async function makeLeak(rig: Rig): Promise<{ uuid: string; host: string }> {
  const uuid = await buildServer(rig);
  const host = await hostOf(rig, uuid);
  await takeDown(rig, host);
  rig.cloud.control.setPath('Placement', { kind: 'refuse' });
  assert.equal((await remove(rig, uuid)).status, 204);
  rig.cloud.control.setPath('Placement', { kind: 'open' });
  return { uuid, host };
}
