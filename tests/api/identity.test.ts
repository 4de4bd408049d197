import assert from 'node:assert/strict';
import test from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { Secret } from '../../support/api/secret';
import { ask } from './ask';
import { json, startLoopback } from './loopback';

test('identity: projects, users and roles', async (t) => {
  const named = { id: 'x1', name: 'demo', domain_id: 'default' };
  const read = { id: 'x1', name: 'demo', domainId: 'default' };
  const project = await ask(t, 201, { project: named }, ({ identity }) =>
    identity.projects.create({ name: 'demo', domainId: 'default' }),
  );
  assert.deepEqual(project.result, read);
  assert.deepEqual(project.sent, ['POST /identity/v3/projects {"project":{"name":"demo","domain_id":"default"}}']);
  const user = await ask(t, 201, { user: named }, ({ identity }) =>
    identity.users.create({ name: 'demo', domainId: 'default', password: new Secret('pw') }),
  );
  assert.deepEqual(user.result, read);
  assert.deepEqual(user.sent, [
    'POST /identity/v3/users {"user":{"name":"demo","domain_id":"default","password":"pw"}}',
  ]);
  const role = await ask(t, 201, { role: named }, ({ identity }) => identity.roles.create('service'));
  assert.deepEqual(role.result, { id: 'x1', name: 'demo' });
  const found = await ask(t, 200, { projects: [named], users: [named], roles: [named] }, async ({ identity }) => [
    await identity.projects.findByName('demo'),
    await identity.users.findByName('demo'),
    await identity.roles.findByName('demo'),
  ]);
  assert.deepEqual(found.result, [read, read, { id: 'x1', name: 'demo' }]);
  assert.deepEqual(
    found.sent,
    ['projects', 'users', 'roles'].map((noun) => `GET /identity/v3/${noun}?name=demo`),
  );
});

test('identity: role assignments', async (t) => {
  const assignments = [
    { role: { id: 'r1' }, user: { id: 'u1' }, scope: { project: { id: 'p1' } }, links: {} },
    { role: { id: 'r1' }, group: { id: 'g1' }, scope: { system: { all: true } }, links: {} },
  ];
  const { result, sent } = await ask(t, 200, { role_assignments: assignments }, ({ identity }) =>
    identity.roles.assignments({ user: 'u1', project: 'p1' }),
  );
  assert.deepEqual(result, [
    { role: 'r1', user: 'u1', project: 'p1' },
    { role: 'r1', user: undefined, project: undefined },
  ]);
  assert.deepEqual(sent, ['GET /identity/v3/role_assignments?user.id=u1&scope.project.id=p1']);
});

test('identity: an application credential is made for oneself and its secret is kept', async (t) => {
  const made = { id: 'ac1', name: 'suite', secret: 'canary' };
  const cloud = await startLoopback(t, () => json(201, { application_credential: made }));
  const { users } = new CloudClients(cloud.session()).identity;
  const credential = await users.createApplicationCredential('suite');
  assert.equal(credential.id, 'ac1');
  assert.equal(credential.secret.reveal(), 'canary');
  assert.equal(cloud.requests.at(0)?.url, '/identity/v3/users/user-1/application_credentials');
  assert.doesNotMatch(JSON.stringify(cloud.exchanges), /canary"/);
});

test('identity: services and endpoints of the catalog', async (t) => {
  const service = { id: 'sv1', type: 'compute', name: 'nova' };
  const made = await ask(t, 201, { service }, ({ identity }) =>
    identity.registry.createService({ type: 'compute', name: 'nova' }),
  );
  assert.deepEqual(made.result, service);
  const endpoint = {
    id: 'e1',
    service_id: 'sv1',
    interface: 'public',
    region_id: 'RegionOne',
    url: 'http://a/%(project_id)s',
  };
  const wanted = { service: 'sv1', interface: 'public', region: 'RegionOne', url: 'http://a/%(project_id)s' } as const;
  const reached = await ask(t, 201, { endpoint }, ({ identity }) => identity.registry.createEndpoint(wanted));
  assert.deepEqual(reached.result, { id: 'e1', ...wanted });
  assert.deepEqual(
    [...made.sent, ...reached.sent],
    [
      'POST /identity/v3/services {"service":{"type":"compute","name":"nova"}}',
      'POST /identity/v3/endpoints {"endpoint":{"service_id":"sv1","interface":"public","region_id":"RegionOne",' +
        '"url":"http://a/%(project_id)s"}}',
    ],
  );
  const lists = await ask(t, 200, { services: [service], endpoints: [endpoint] }, async ({ identity }) => [
    await identity.registry.services({ type: 'compute' }),
    await identity.registry.endpoints({ service: 'sv1' }),
  ]);
  assert.deepEqual(lists.result, [[service], [{ id: 'e1', ...wanted }]]);
  assert.deepEqual(lists.sent, ['GET /identity/v3/services?type=compute', 'GET /identity/v3/endpoints?service_id=sv1']);
});
