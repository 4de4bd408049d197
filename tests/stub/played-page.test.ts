import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { fillPlayed, NoPlaceInPage } from '../../support/clouds/embedded/played-page';
import { dig, newServer, type Rig, testOnRig, text } from './compute/rig';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'embedded-cloud.md'), 'utf8');

/** What the page's names in braces stand for. */
async function thingsOf(rig: Rig): Promise<ReadonlyMap<string, string>> {
  const first = async (path: string, collection: string) =>
    text((await rig.operator('GET', path)).body, collection, 0, 'id');
  const volume = await rig.owner('POST', '/volume/v3/volumes', { volume: { size: 1 } });
  const users = await rig.operator('GET', '/identity/v3/users?name=owner');
  return new Map([
    ['me', text(users.body, 'users', 0, 'id')],
    ['volume', text(volume.body, 'volume', 'id')],
    ['flavor', '1'],
    ['image', await first('/image/v2/images', 'images')],
    ['network', await first('/networking/v2.0/networks', 'networks')],
  ]);
}

interface TellingLine {
  readonly who: 'owner' | 'operator';
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
  readonly version: string | undefined;
}

/** The requests that the page says are not played. */
function refusedRequests(): readonly TellingLine[] {
  const block = /## Parts of requests that are not played[^]*?```text\n([^]*?)```/.exec(page)?.[1] ?? '';
  return block
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parts = /^(\w+) +(\w+) +(\S+)(?: (\{.*\}))?(?: at (\d\.\d+))?$/.exec(line) ?? [];
      const [, who, method = '', path = '', body, version] = parts;
      assert.ok(who === 'owner' || who === 'operator', line);
      return { who, method, path, body, version };
    });
}

testOnRig('each part of a request that the page names is refused as not played', async (rig) => {
  const things = await thingsOf(rig);
  const needed = JSON.stringify(dig(await newServer(rig), 'server')).slice(1, -1);
  const filled = (line: string) => line.replaceAll(/\{(\w+)\}/g, (all, name: string) => things.get(name) ?? all);
  const requests = refusedRequests();
  assert.ok(requests.length > 15, `${requests.length} requests`);
  for (const { who, method, path, body, version } of requests) {
    const sent = body === undefined ? undefined : filled(body).replace('…', needed);
    const reply = await rig[who](method, filled(path), sent, version);
    assert.equal(reply.status, 501, `${method} ${path} ${sent ?? ''}: ${reply.status} ${reply.text}`);
    assert.match(reply.text, /the embedded cloud does not play /);
  }
});

test('each service stands on the page, and the page is as the code is', () => {
  assert.equal(fillPlayed(page), page);
  assert.match(page, /^\/servers {2}GET POST$/m);
  assert.match(page, /^\/os-floating-ips {2}\(until 2\.35\) {2}GET POST$/m);
});

test('what stood between the markers goes, and a page without them is refused', () => {
  const stale = page.replace('/servers  GET POST', '/servers  GET POST PATCH');
  assert.equal(fillPlayed(stale), page);
  const torn = page.replace('<!-- played: Nova -->', '');
  assert.throws(
    () => fillPlayed(torn),
    new NoPlaceInPage('the page has no <!-- played: Nova --> with an <!-- end --> below it'),
  );
});
