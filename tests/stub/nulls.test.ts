import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dig, finish, makeRig, type Reply, type Rig, text } from './compute/rig';

/** What there is to create, by what the body of the request is around the key that is null. */
type Wish = (nulls: object) => Promise<Reply>;

describe('null where a key may be left out is taken as the reference cloud takes it', () => {
  let rig: Rig;
  let image = '';
  let network = '';

  before(async () => {
    rig = await makeRig();
    image = text((await rig.operator('GET', '/image/v2/images')).body, 'images', 0, 'id');
    network = text((await rig.operator('GET', '/networking/v2.0/networks')).body, 'networks', 0, 'id');
  });

  after(() => {
    finish(rig);
  });

  const wishes = {
    volume: (nulls) => rig.operator('POST', '/volume/v3/volumes', { volume: { size: 1, ...nulls } }),
    port: (nulls) => rig.operator('POST', '/networking/v2.0/ports', { port: { network_id: network, ...nulls } }),
    image: (nulls) => rig.operator('POST', '/image/v2/images', { name: 'x', ...nulls }),
    server: (nulls) => {
      const known = { name: 'x', imageRef: image, flavorRef: '1', networks: 'none', availability_zone: 'local-delete' };
      return rig.operator('POST', '/compute/v2.1/servers', { server: { ...known, ...nulls } });
    },
    disk: (nulls) => {
      const disk = { source_type: 'image', destination_type: 'volume', boot_index: 0, uuid: image, volume_size: 1 };
      const known = { name: 'x', flavorRef: '1', networks: 'none', availability_zone: 'local-delete' };
      const server = { ...known, block_device_mapping_v2: [{ ...disk, ...nulls }] };
      return rig.operator('POST', '/compute/v2.1/servers', { server });
    },
    credential: async (nulls) => {
      const users = await rig.operator('GET', '/identity/v3/users?name=operator');
      const path = `/identity/v3/users/${text(users.body, 'users', 0, 'id')}/application_credentials`;
      return rig.operator('POST', path, { application_credential: { name: JSON.stringify(nulls), ...nulls } });
    },
  } as const satisfies Record<string, Wish>;

  const taken = {
    volume: [
      ...['availability_zone', 'consistencygroup_id', 'description', 'imageRef', 'metadata', 'name'],
      ...['snapshot_id', 'source_volid', 'volume_type'],
    ],
    port: ['binding:host_id', 'extra_dhcp_opts', 'mac_address', 'allowed_address_pairs', 'security_groups'],
    image: ['name', 'disk_format', 'container_format', 'owner'],
    server: ['description', 'trusted_image_certificates'],
    disk: ['volume_type', 'no_device'],
    credential: ['description', 'secret', 'unrestricted', 'expires_at'],
  } as const;

  const refused = {
    volume: { size: 400 },
    port: { name: 400, device_id: 400, device_owner: 400, fixed_ips: 400, admin_state_up: 400 },
    image: { visibility: 400, min_disk: 400, tags: 400, custom: 400, size: 403, checksum: 403 },
    server: { metadata: 400, availability_zone: 400, key_name: 400, min_count: 400 },
    disk: { uuid: 400, source_type: 400 },
    credential: { name: 400, roles: 400 },
  } as const;

  for (const kind of ['volume', 'port', 'image', 'server', 'disk', 'credential'] as const) {
    it(`${kind}: taken`, async () => {
      for (const key of taken[kind]) {
        const reply = await wishes[kind]({ [key]: null });
        assert.ok([201, 202].includes(reply.status), `${key}: ${reply.status} ${reply.text}`);
      }
    });

    it(`${kind}: refused`, async () => {
      for (const [key, status] of Object.entries(refused[kind])) {
        const reply = await wishes[kind]({ [key]: null });
        assert.equal(reply.status, status, `${key}: ${reply.text}`);
      }
    });
  }

  it('no security group and no owner is something else than leaving them out', async () => {
    const bare = await wishes.port({ security_groups: null });
    assert.deepEqual(dig(bare.body, 'port', 'security_groups'), []);
    const orphan = await wishes.image({ owner: null });
    assert.equal(dig(orphan.body, 'owner'), null);
  });
});
