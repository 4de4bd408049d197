import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { CloudAccess } from '../../support/api/connection';
import { makeTlsMaterial } from '../../support/clouds/embedded/certificates';
import { openFront } from './front';
import { runGateWith } from './gate';
import { openStaging, rightFiles, sessionOf, writeFiles, type Staging } from './staging';

describe('TLS to a remote cloud', () => {
  let staging: Staging;

  before(async () => {
    staging = await openStaging();
  });
  after(() => staging.close());

  const roles = async (change: Partial<CloudAccess>) => {
    const { front, served } = staging;
    const access: CloudAccess = {
      authUrl: `${front.urlOf('identity')}/v3`,
      region: 'RegionOne',
      interface: 'public',
      ...change,
    };
    const session = sessionOf(access, 'owner', served.people.owner);
    try {
      return await session.roles();
    } finally {
      session.close();
    }
  };

  it('believes the authority that is given, and only that one', async () => {
    const { authority } = staging.front;
    assert.ok((await roles({ tls: { servers: 'verified', authorities: authority } })).includes('member'));
    const other = makeTlsMaterial(['127.0.0.1']).authority;
    const refused =
      /TLS with 127\.0\.0\.1:\d+ failed: .*; its certificate is of an authority that is not trusted here: give that authority's certificate as "cacert" in clouds\.yaml/;
    await assert.rejects(roles({ tls: { servers: 'verified', authorities: other } }), refused);
    await assert.rejects(roles({}), refused);
  });

  it('verifies whatever the environment says', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      await assert.rejects(roles({}), /authority that is not trusted here/);
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  it('refuses a certificate for other names, and an address without TLS', async () => {
    const front = await openFront({ services: {}, catalog: 'left alone', names: ['cloud.example'] });
    try {
      const tls = { servers: 'verified', authorities: front.authority } as const;
      await assert.rejects(
        roles({ authUrl: `${front.origin}/v3`, tls }),
        /its certificate is for other names: write the address with one of those/,
      );
    } finally {
      await front.close();
    }
    const plain = staging.served.access.authUrl.replace('http:', 'https:');
    await assert.rejects(
      roles({ authUrl: plain }),
      /TLS with 127\.0\.0\.1:\d+ failed: it seems to speak no TLS; is its address an http one\?/,
    );
  });

  it('takes somebody who hangs up in place of a handshake, as uWSGI does, for one without TLS', async (t) => {
    const server = createServer((socket) => {
      socket.once('data', () => socket.end());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    await assert.rejects(
      roles({ authUrl: `https://127.0.0.1:${address.port}/v3` }),
      /TLS with 127\.0\.0\.1:\d+ failed: it seems to speak no TLS; is its address an http one\? \(ECONNRESET\)$/,
    );
  });

  it('goes neither where a redirect points nor through a proxy of the environment', async () => {
    const { front } = staging;
    const tls = { servers: 'verified', authorities: front.authority } as const;
    const asked: string[] = [];
    front.interfere(({ url = '' }) => {
      asked.push(url);
      return { status: 307, headers: { location: `${front.origin}/elsewhere` }, body: '' };
    });
    await assert.rejects(
      roles({ tls }),
      /answered 307 .*; it redirects to https:\/\/127\.0\.0\.1:\d+\/elsewhere, and redirects are never followed/,
    );
    front.interfere(undefined);
    assert.deepEqual(asked, ['/cloud/identity/v3/auth/tokens']);
    Object.assign(process.env, { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' });
    try {
      assert.ok((await roles({ tls })).includes('member'));
    } finally {
      delete process.env['HTTPS_PROXY'];
      delete process.env['HTTP_PROXY'];
    }
  });

  it('reaches services at overridden addresses with a path, whatever the catalog says', async () => {
    const { front, served } = staging;
    const folder = staging.folder();
    const files = rightFiles(staging, folder);
    for (const entry of Object.values(files.clouds)) {
      entry.auth['auth_url'] = served.access.authUrl;
      entry['placement_endpoint_override'] = `${front.urlOf('placement')}/`;
      entry['image_endpoint_override'] = `${front.urlOf('image')}/v2`;
    }
    files.acceptance['image'] = 'not-there';
    delete files.acceptance['interface'];
    const seen: string[] = [];
    front.interfere(({ url = '' }) => {
      seen.push(url);
      return undefined;
    });
    const { text } = await runGateWith(writeFiles(folder, files), ['--cloud', 'remote'], folder);
    front.interfere(undefined);
    assert.match(text, /staging cannot be tested: there is no image "not-there"/);
    assert.ok(
      seen.includes('/cloud/placement/') && seen.some((url) => url.startsWith('/cloud/image/v2/images?')),
      seen.join(' '),
    );
  });
});
