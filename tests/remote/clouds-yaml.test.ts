import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { PasswordCredentials } from '../../support/api/credentials';
import { readEntry } from '../../support/clouds/remote/cloud-entry';
import { CloudsYaml } from '../../support/clouds/remote/clouds-yaml';
import { cloudNamed, entryWith, identityOf, inOwnFolders, problemsOf } from './clouds-file';

const folder = inOwnFolders();

function passwordOf(text: string): PasswordCredentials {
  const { credentials } = identityOf(text);
  assert.ok(credentials.kind === 'password');
  return credentials;
}

describe('clouds.yaml', () => {
  it('is looked for where openstack clients look, in their order', () => {
    const home = join(folder(), 'home');
    const env: NodeJS.ProcessEnv = {};
    const found = () => CloudsYaml.find({ env, home }).names();
    assert.throws(
      () => found(),
      /there is no clouds\.yaml in \., .*home\/\.config\/openstack, \/etc\/xdg\/openstack, \/etc\/openstack/,
    );
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
    const read = readEntry(CloudsYaml.find({ env: {}, home: folder() }).entry('mine'));
    assert.ok('problems' in read);
    const places = read.problems.map((problem) =>
      problem.replace('clouds.yaml, line ', '').replace(', column ', ':').slice(0, 34),
    );
    assert.deepEqual(
      places.sort(),
      [
        '10:7: auth.password should be a te',
        '2:3: mine needs "region_name", and',
        '3:5: profile should be left out: v',
        '4:5: insecure should be true or fal',
        '5:5: interface is "intern": did you',
        '6:5: cert should be left out: clie',
        '7:5: auth needs "project_name" or "',
        '8:7: auth.auth_url should hold no ',
        '9:7: auth.username should be a text',
      ].map((line) => line.slice(0, 34)),
    );
    assert.doesNotMatch(read.problems.join('\n'), /hush|007/);
  });
});

describe('who signs in', () => {
  const withoutUser = "auth_url: 'http://k', password: p, project_name: t";

  it('may be told beside auth and by old names, as openstack clients read them', () => {
    const corp = passwordOf(entryWith('region_name: R\nuser_domain_name: Corp\nproject-domain-id: d-1'));
    assert.deepEqual([corp.userDomain, corp.ids], ['Corp', { projectDomain: 'd-1' }]);
    const hyphens = passwordOf(entryWith('region-name: R', `${withoutUser}, user-name: u, user-domain-name: Corp`));
    assert.deepEqual([hyphens.username, hyphens.userDomain], ['u', 'Corp']);
    const old = passwordOf(
      entryWith('region_name: R\nusername: u\ntenant_name: t', "auth_url: 'http://k', password: p"),
    );
    assert.deepEqual([old.username, old.project], ['u', 't']);
    const all = 'region_name: R\nauth_url: http://k\nusername: u\npassword: hush\nproject_id: t-1';
    const beside = passwordOf(`clouds:\n  mine:\n    ${all.replaceAll('\n', '\n    ')}\n`);
    assert.deepEqual([beside.password.reveal(), beside.ids], ['hush', { userDomain: 'default', project: 't-1' }]);
  });

  it('is of one domain where it is written once, and an id goes before a name', () => {
    const both = passwordOf(entryWith('region_name: R\ndomain_name: Corp'));
    assert.deepEqual([both.userDomain, both.projectDomain, both.ids], ['Corp', 'Corp', undefined]);
    const auth =
      "auth_url: 'http://k', username: u, password: p, project_name: t, domain_id: d, user_domain_name: Corp";
    assert.deepEqual(passwordOf(entryWith('region_name: R', auth)).ids, { userDomain: 'd', projectDomain: 'd' });
  });

  it('is refused where the file says two things, for clients differ in which they believe', () => {
    assert.deepEqual(problemsOf(entryWith('region_name: R\nusername: other')), [
      'clouds.yaml, line 5, column 34: auth.username says something else than username (clouds.yaml, line 4, column 5), ' +
        'and clients of OpenStack differ in which of them they believe: leave one of them out',
    ]);
    const secure = 'clouds:\n  mine:\n    user_domain_name: Corp\n';
    const auth = "auth_url: 'http://k', username: u, password: p, project_name: t, user_domain_name: Other";
    assert.match(
      problemsOf(entryWith('region_name: R', auth), secure).join('\n'),
      /^secure\.yaml, line 3, column 5: user_domain_name says something else than auth\.user_domain_name \(clouds\.yaml, line 4, /,
    );
    assert.equal(passwordOf(entryWith('region_name: R\nusername: u')).username, 'u');
  });

  it('is refused where a key is misspelt, or says what cannot be done here', () => {
    const told = (lines: string, auth?: string) => problemsOf(entryWith(`region_name: R\n${lines}`, auth)).join('\n');
    const right = "auth_url: 'http://k', username: u, password: p, project_name: t";
    assert.match(
      told('user_domain: Corp'),
      /line 4, column 5: nothing reads "user_domain": did you mean user_domain_id or user_domain_name\?$/,
    );
    assert.match(told('verfy: false'), /nothing reads "verfy": did you mean verify\?$/);
    assert.match(
      told('a: b', `${right}, usr_domain_name: Corp`),
      /auth has no "usr_domain_name": did you mean user_domain_name\?/,
    );
    assert.match(told('default_domain: Corp'), /default_domain should be left out: write user_domain_name/);
    assert.match(told('default_domain_id: Corp'), /default_domain_id should be left out: write user_domain_name/);
    assert.match(
      told('system_scope: all'),
      /system_scope should be left out: people of the suite sign in to a project$/,
    );
    assert.match(told('token: hush'), /token should be left out: a token or a passcode would end/);
    assert.match(told('identity_api_version: 2'), /identity_api_version should be 3, for Keystone v2\.0 is no more$/);
    assert.match(
      told('auth_plugin: v3token'),
      /line 4, column 5: auth_plugin is "v3token", and the suite signs in with/,
    );
    assert.match(told('auth_type:'), /auth_type is empty, and the suite signs in with/);
    const credential = "auth_url: 'http://k', application_credential_id: a, application_credential_secret: s";
    const beside = told('auth_type: v3applicationcredential\nproject_name: t', credential);
    assert.match(
      beside,
      /line 5, column 5: project_name should be left out: an application credential has a project of its own/,
    );
  });

  it('leaves alone what openstacksdk knows and the suite does not need', () => {
    const known =
      'identity_api_version: 3\nvolume_api_version: "3"\nimage_api_version: 2\nkey: k.pem\ncache: {auth: true}\nauth_methods: []\n' +
      'networks: []\nfloating_ip_source: neutron\nimage_format: qcow2\napi_timeout: 60\nforce_ipv4: true\nvendor_hook: a:b\n' +
      'default_domain: default\ndns_endpoint_override: http://d\nstatus: active\nmessage: ""\nsecgroup_source: neutron\n' +
      'compute_default_microversion: 2.1\nhas_dns: false\ndisable_vendor_agent: {}\nnote: mine';
    assert.equal(passwordOf(entryWith(`region_name: R\n${known}`)).username, 'u');
  });
});
