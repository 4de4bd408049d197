import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CloudsYaml } from '../../support/clouds/remote/clouds-yaml';
import { cloudNamed, entryWith, identityOf, inOwnFolders, problemsOf } from './clouds-file';

const folder = inOwnFolders();

describe('what is blank in clouds.yaml', () => {
  const blanks = ['', ' ""', ' null', " ' '"];
  const told = (text: string, place: string, words: RegExp) => {
    const [problem = '', ...others] = problemsOf(text);
    assert.ok(problem.startsWith(`clouds.yaml, ${place}: `), `${text}${problem}`);
    assert.match(problem, words);
    assert.deepEqual(others, []);
  };

  it('is told with file and line beside auth', () => {
    const right = "    auth: {auth_url: 'http://k', username: u, password: p, project_name: t}\n";
    const keys = ['interface', 'cacert', 'verify', 'insecure', 'compute_interface', 'image_endpoint_override'];
    for (const blank of blanks) {
      told(`clouds:\n  mine:\n${right}    region_name:${blank}\n`, 'line 4, column 5', /^.*region_name .* is empty$/);
      for (const key of keys) {
        const text = `clouds:\n  mine:\n${right}    region_name: R\n    ${key}:${blank}\n`;
        told(text, 'line 5, column 5', new RegExp(`: ${key} .*is empty`));
      }
    }
  });

  it('is told with file and line in auth, of which it may be all', () => {
    const auth = { auth_url: "'http://k'", username: 'u', password: 'p', project_name: 't', user_domain_name: 'D' };
    const head = 'clouds:\n  mine:\n    region_name: R\n    auth:\n';
    for (const blank of blanks) {
      for (const [at, key] of Object.keys(auth).entries()) {
        // Nobody knows what a password may be.
        if (key === 'password' && blank === " ' '") continue;
        const lines = Object.entries({ ...auth, [key]: blank }).map(([name, value]) => `      ${name}: ${value}\n`);
        told(
          head + lines.join(''),
          `line ${at + 5}, column 7`,
          new RegExp(`: auth.${key} should be a text.*, but is empty$`),
        );
      }
    }
    told(head, 'line 4, column 5', /: auth should be a group of keys.*, but is empty$/);
  });

  it('is told of secure.yaml where it stands there, and may be filled by it', () => {
    const text =
      "clouds:\n  mine:\n    region_name: R\n    auth: {auth_url: 'http://k', username: u, password: , project_name: t}\n";
    assert.match(
      problemsOf(text).join('\n'),
      /^clouds\.yaml, line 4, .*auth\.password should be a text.*, but is empty$/,
    );
    const filled = identityOf(text, 'clouds:\n  mine:\n    auth: {password: hush}\n');
    assert.equal(filled.secretFile, 'secure.yaml');
    const emptied = problemsOf(text, 'clouds:\n  mine:\n    auth:\n      password:\n');
    assert.match(
      emptied.join('\n'),
      /^secure\.yaml, line 4, column 7: auth\.password should be a text.*, but is empty$/,
    );
  });

  it('matters only in the clouds that are used', () => {
    identityOf(`${cloudNamed('mine')}  other:\n  another: {auth: }\n`);
    writeFileSync('clouds.yaml', 'clouds:\n  mine:\n');
    assert.throws(
      () => CloudsYaml.find({ env: {} }).entry('mine'),
      /line 2, column 3: mine should have "auth:" and so on below it/,
    );
    assert.throws(() => CloudsYaml.find({ env: {} }).entry('__proto__'), /has no cloud "__proto__"/);
  });

  it('names no file in a variable', () => {
    writeFileSync('clouds.yaml', cloudNamed('mine'));
    const env = { OS_CLIENT_CONFIG_FILE: '', OS_CLIENT_SECURE_FILE: '', XDG_CONFIG_HOME: '', XDG_CONFIG_DIRS: '' };
    assert.deepEqual(CloudsYaml.find({ env, home: folder() }).names(), ['mine']);
  });
});

describe('the forms of a value', () => {
  const serversOf = (line: string) => identityOf(entryWith(`region_name: R\n${line}`)).access.tls?.servers;
  const told = (line: string) => problemsOf(entryWith(`region_name: R\n${line}`)).join('\n');

  it('true and false are read where openstacksdk reads them', () => {
    for (const no of ['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE']) {
      assert.equal(serversOf(`verify: ${no}`), 'not verified', no);
      assert.equal(serversOf(`insecure: ${no}`), 'verified', no);
    }
    for (const yes of ['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE']) {
      assert.equal(serversOf(`verify: ${yes}`), 'verified', yes);
      assert.equal(serversOf(`insecure: ${yes}`), 'not verified', yes);
    }
    for (const quoted of ['"True"', "'true'", '"TRUE"']) assert.equal(serversOf(`insecure: ${quoted}`), 'not verified');
    assert.equal(serversOf('insecure: "False"'), 'verified');
  });

  it('what openstacksdk takes for something else is refused, with what to write', () => {
    for (const word of ['"yes"', 'y', '1', '0', 'nein', '"no"']) {
      assert.match(
        told(`insecure: ${word}`),
        /insecure should be true or false; yes, no, on and off will do too, without quotes$/,
      );
    }
    for (const word of ['"True"', '"False"', '"yes"', '0', '/etc/ssl/ca.pem']) {
      assert.match(
        told(`verify: ${word}`),
        /verify should be true or false without quotes; .* which belongs into cacert$/,
      );
    }
    assert.match(told('interface: [internal, public]'), /interface is \["internal","public"\]: /);
    assert.match(
      problemsOf(entryWith('region_name: "A,B"')).join(),
      /region_name should be the name of the one region/,
    );
    assert.match(problemsOf(entryWith('region_name: [A]')).join(), /region_name should be the name of the one region/);
    assert.match(told('regions: [A, B]'), /regions should be left out: write the region that is tested as region_name/);
    assert.match(told('compute_region_name: B'), /compute_region_name should be left out: all services of a run/);
    assert.match(told('volume_service_type: v'), /volume_service_type should be left out: services are found/);
    const braces = entryWith(
      'region_name: R',
      "auth_url: 'http://{region_name}', username: u, password: 'p{x}', project_name: t",
    );
    assert.match(
      problemsOf(braces).join('\n'),
      /^[^\n]*auth\.auth_url should be a text in full; openstacksdk would fill in/,
    );
    assert.match(
      problemsOf(entryWith('region_name: R', 'auth_url: "k:5000", username: u, password: p, project_name: t')).join(),
      /auth\.auth_url should be an address like/,
    );
  });

  it('old names of interfaces and addresses are read', () => {
    const lines =
      'region_name: R\nendpoint_type: internalURL\nimage_endpoint_type: adminURL\nvolume_endpoint: http://v/v3/';
    const { access } = identityOf(entryWith(lines));
    assert.deepEqual(
      [access.interface, access.interfaces, access.endpoints],
      ['internal', { image: 'admin' }, { volumev3: 'http://v/v3' }],
    );
    assert.match(
      problemsOf(entryWith(`${lines}\ninterface: public`)).join(),
      /line 7, column 5: interface says something else than endpoint_type/,
    );
  });
});
