import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { acceptanceSchemaFile, readAcceptanceCloud } from '../../support/clouds/remote/acceptance-yaml';
import { readEntry, type Identity } from '../../support/clouds/remote/cloud-entry';
import { CloudsYaml } from '../../support/clouds/remote/clouds-yaml';
import { openRemoteCloud } from '../../support/clouds/remote/remote';
import { openCloud, readParameters } from '../../support/clouds/open';
import { releases } from '../../support/clouds/release';

let folder: string;
const before = process.cwd();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const cloudNamed = (name: string) =>
  `clouds:\n  ${name}:\n    region_name: R\n    auth: {auth_url: 'http://k:5000', username: u, password: p, project_name: t}\n`;

function identityOf(text: string, secure?: string): Identity {
  writeFileSync('clouds.yaml', text);
  if (secure !== undefined) writeFileSync('secure.yaml', secure);
  const identity = readEntry(CloudsYaml.find({ env: {}, home: folder }).entry('mine'));
  assert.ok(!('problems' in identity), inspect(identity));
  return identity;
}

describe('clouds.yaml', () => {
  it('is looked for where openstack clients look, in their order', () => {
    const home = join(folder, 'home');
    const env: NodeJS.ProcessEnv = {};
    const found = () => CloudsYaml.find({ env, home }).names();
    assert.throws(() => found(), /there is no clouds\.yaml in \., .*home\/\.config\/openstack, \/etc\/openstack/);
    mkdirSync(join(home, '.config', 'openstack'), { recursive: true });
    writeFileSync(join(home, '.config', 'openstack', 'clouds.yaml'), cloudNamed('own'));
    assert.deepEqual(found(), ['own']);
    writeFileSync('clouds.yml', cloudNamed('here'));
    assert.deepEqual(found(), ['here']);
    writeFileSync('named.yaml', cloudNamed('named'));
    env['OS_CLIENT_CONFIG_FILE'] = 'named.yaml';
    assert.deepEqual(found(), ['named']);
  });

  it('is completed by secure.yaml', () => {
    const text =
      'clouds:\n  mine:\n    region_name: R\n    auth: {auth_url: "http://k/v3/", username: u, project_name: t}\n';
    const { credentials, access } = identityOf(text, 'clouds:\n  mine:\n    auth: {password: hush}\n');
    assert.equal(access.authUrl, 'http://k/v3');
    assert.ok(credentials.kind === 'password');
    assert.equal(credentials.password.reveal(), 'hush');
  });

  it('gives names and ids as they are, and Keystone’s first domain where none is written', () => {
    const { credentials } = identityOf(`clouds:
  base: &base {region_name: R}
  mine:
    <<: *base
    auth: {auth_url: 'http://k', user_id: u-1, password: p, project_name: t, project_domain_name: Acme}
`);
    assert.ok(credentials.kind === 'password');
    const { username, project, projectDomain, ids } = credentials;
    assert.deepEqual(
      { username, project, projectDomain, ids },
      { username: 'u-1', project: 't', projectDomain: 'Acme', ids: { user: 'u-1' } },
    );
    const plain = identityOf(cloudNamed('mine')).credentials;
    assert.ok(plain.kind === 'password');
    assert.deepEqual(plain.ids, { userDomain: 'default', projectDomain: 'default' });
  });

  it('gives an application credential, interfaces, overrides, and whom to trust', () => {
    const { credentials, access } = identityOf(`clouds:
  mine:
    auth_type: v3applicationcredential
    auth: {auth_url: 'https://k/identity', application_credential_id: ac, application_credential_secret: hush}
    region_name: R
    interface: internalURL
    placement_interface: admin
    compute_endpoint_override: https://api/compute/v2.1/
    block_storage_endpoint_override: https://api/volume/v3
    verify: false
`);
    assert.equal(credentials.kind, 'application credential');
    assert.deepEqual(access, {
      authUrl: 'https://k/identity/v3',
      region: 'R',
      interface: 'internal',
      interfaces: { placement: 'admin' },
      endpoints: { compute: 'https://api/compute/v2.1', volumev3: 'https://api/volume/v3' },
      tls: { servers: 'not verified' },
    });
  });

  it('is refused with the place of each mistake, and never with a value of it', () => {
    writeFileSync(
      'clouds.yaml',
      `clouds:
  mine:
    profile: vexxhost
    insecure: "yes"
    interface: intern
    cert: mine.pem
    auth:
      auth_url: https://me:hush@k/v3
      username: [hush]
      password: 007
`,
    );
    const read = readEntry(CloudsYaml.find({ env: {}, home: folder }).entry('mine'));
    assert.ok('problems' in read);
    const places = read.problems.map((problem) =>
      problem.replace('clouds.yaml, line ', '').replace(', column ', ':').slice(0, 34),
    );
    assert.deepEqual(
      places.sort(),
      [
        '10:7: auth.password is no text for',
        '2:3: region_name is missing: say w',
        "3:5: vendors' profiles are not read",
        '4:5: insecure should be true or fal',
        '5:5: interface is "intern": did you',
        '6:5: client certificates cannot be ',
        '7:5: auth needs "project_name" or "',
        '7:5: auth needs "username" or "user',
        '8:7: auth_url should hold no user a',
        '9:7: auth.username should be a text',
      ].map((line) => line.slice(0, 34)),
    );
    assert.doesNotMatch(read.problems.join('\n'), /hush|007/);
  });
});

const example = join(before, 'docs', 'acceptance.example.yaml');

describe('acceptance.yaml', () => {
  it('is what docs/acceptance.example.yaml shows, where every key of the schema stands', () => {
    const cloud = readAcceptanceCloud(example, 'staging');
    assert.deepEqual(cloud.entry.process_control?.compute?.stop.run, [
      'ssh',
      'root@{host}',
      'systemctl',
      'stop',
      'nova-compute',
    ]);
    const text = readFileSync(example, 'utf8');
    const keys = [...readFileSync(acceptanceSchemaFile, 'utf8').matchAll(/^ {10,}"([a-z_]+)": \{/gm)].map(
      ([, key]) => key ?? '',
    );
    const missing = keys.filter(
      (key) => !text.includes(`${key}:`) && !['properties', 'items', 'compute', 'image', 'volumev3'].includes(key),
    );
    assert.ok(keys.length > 25);
    assert.deepEqual(missing, []);
  });

  it('knows the releases that the suite knows', () => {
    const schema: unknown = JSON.parse(readFileSync(acceptanceSchemaFile, 'utf8'));
    const text = JSON.stringify(schema);
    const known = releases.map((release) => `"${release}"`).join(',');
    assert.ok(text.includes(`"release":{"enum":[${known},`));
  });

  it('offers what its lines allow, and no more', async () => {
    const people = ['owner', 'operator', 'reader', 'stranger'].map((name) =>
      cloudNamed(`staging-${name}`).slice('clouds:\n'.length),
    );
    writeFileSync('clouds.yaml', `clouds:\n${people.join('')}`);
    const text = readFileSync(example, 'utf8');
    const offered = async (...changes: [string | RegExp, string][]) => {
      writeFileSync(
        'acceptance.yaml',
        changes.reduce((all, [from, to]) => all.replace(from, to), text),
      );
      const cloud = await openCloud(readParameters({ cloud: 'staging' }, {}), {});
      return [...cloud.capabilities];
    };
    assert.deepEqual(await offered(), [
      'exclusive-host',
      'two-hosts',
      'compute-control',
      'volumes',
      'multi-attach',
      'reader',
      'stranger',
    ]);
    assert.deepEqual(await offered(['disrupt_cloud: false', 'disrupt_cloud: true']), [
      'exclusive-host',
      'two-hosts',
      'compute-control',
      'placement-refused',
      'volumes',
      'multi-attach',
      'reader',
      'stranger',
    ]);
    assert.deepEqual(await offered([/ {2}disrupt:[^]*?(?= {2}disrupt_cloud)/, ''], [/ {4}reader:.*\n/, '']), [
      'volumes',
      'multi-attach',
      'stranger',
    ]);
    const [all, single] = [await offered(), await offered([/ {2}volume_type_multiattach:.*\n/, ''])];
    assert.deepEqual(
      all.filter((capability) => !single.includes(capability)),
      ['multi-attach'],
    );
    assert.equal((await offered([/ {2}volume_type:.*\n/, ''])).includes('volumes'), false);
  });

  it('gives what a run needs to know', () => {
    writeFileSync(
      'clouds.yaml',
      ['owner', 'operator', 'reader', 'stranger'].reduce(
        (all, name) => all + cloudNamed(`staging-${name}`).slice('clouds:\n'.length),
        'clouds:\n',
      ),
    );
    const cloud = openRemoteCloud('staging', { ACCEPTANCE_CONFIG: example });
    assert.equal(cloud.kind, 'remote');
    assert.equal(cloud.release, '2025.1');
    assert.deepEqual([...cloud.disrupt], ['compute-1', 'compute-2']);
    assert.equal(cloud.disruptCloud, 'not allowed');
    assert.deepEqual(cloud.access.interfaces, { placement: 'internal' });
    assert.equal(cloud.timing.serviceDownTime, 60);
    assert.equal(cloud.byHand.startCompute('compute-1'), 'ssh root@compute-1 systemctl start nova-compute');
  });

  it('is not read for the embedded cloud, whatever OS_CLOUD says', () => {
    const env = { OS_CLOUD: 'staging' };
    assert.equal(readParameters({}, env).cloud, 'embedded');
    assert.throws(() => readParameters({ cloud: 'remote' }, env), /there is no file acceptance\.yaml/);
  });
});
