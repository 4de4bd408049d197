import assert from 'node:assert/strict';

import { dig, newServer, testOnRig, text } from './compute/rig';

/** What every object of JavaScript has, and no cloud knows. */
const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

testOnRig('what only JavaScript knows is an unknown word to every service', async (rig) => {
  const { operator } = rig;
  const servers = '/compute/v2.1/servers';
  const uuid = text((await rig.owner('POST', servers, await newServer(rig))).body, 'server', 'id');
  for (const word of words) {
    const cases = [
      [404, await operator('PUT', `/compute/v2.1/os-services/${word}`, { host: 'a', binary: 'nova-compute' }, '2.52')],
      [400, await operator('POST', `${servers}/${uuid}/action`, `{"${word}": null}`)],
      [400, await operator('GET', `${servers}?sort_key=${word}`)],
      [400, await operator('GET', `${servers}?${word}=1`)],
      [200, await rig.owner('GET', `${servers}?${word}=1`, undefined, '2.1')],
      [400, await operator('GET', `/placement/allocation_candidates?resources=${word}:1`)],
      [400, await operator('GET', `/placement/resource_providers?${word}=1`)],
      [404, await operator('GET', `/identity/v3/users/${word}`)],
      [404, await operator('GET', `/networking/v2.0/extensions/${word}`)],
      [400, await operator('POST', '/volume/v3/volumes/x/action', `{"${word}": null}`)],
      [404, await operator('GET', `/image/v2/images/${word}`)],
    ] as const;
    for (const [status, reply] of cases) assert.equal(reply.status, status, `${word}: ${reply.text}`);
  }
});

testOnRig('such a word is kept like any other', async (rig) => {
  const { operator } = rig;
  const aggregates = '/compute/v2.1/os-aggregates';
  const { body } = await operator('POST', aggregates, { aggregate: { name: 'a' } });
  const id = String(dig(body, 'aggregate', 'id'));
  const set = await operator(
    'POST',
    `${aggregates}/${id}/action`,
    '{"set_metadata": {"metadata": {"__proto__": "kept"}}}',
  );
  assert.match(set.text, /"metadata":\{"__proto__":"kept"\}/);
  const image = await operator('POST', '/image/v2/images', '{"name": "a", "toString": "kept", "__proto__": "too"}');
  assert.match(image.text, /"toString":"kept"/);
  assert.match(image.text, /"__proto__":"too"/);
});

testOnRig('a part of an address of such a name filters no ports', async (rig) => {
  const network = text((await rig.owner('GET', '/networking/v2.0/networks')).body, 'networks', 0, 'id');
  await rig.owner('POST', '/networking/v2.0/ports', { port: { network_id: network } });
  const { body } = await rig.owner('GET', '/networking/v2.0/ports?fixed_ips=constructor%3Dx');
  assert.ok(Array.isArray(body['ports']) && body['ports'].length === 1, JSON.stringify(body));
});
