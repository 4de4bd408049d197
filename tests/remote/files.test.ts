import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { acceptanceSchemaFile, readAcceptanceCloud } from '../../support/clouds/remote/acceptance-yaml';
import { openRemoteCloud } from '../../support/clouds/remote/remote-cloud';
import { openCloud, readParameters } from '../../support/clouds/open';
import { releases } from '../../support/contract/release';

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
