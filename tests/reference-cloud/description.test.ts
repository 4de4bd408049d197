import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { readDescription, readReferenceCloud, writeDescription } from '../../support/reference-cloud/description';
import type { Layout } from '../../support/reference-cloud/layout';
import { layoutOf } from '../../support/reference-cloud/layout';
import { passwordsKeptIn } from '../../support/reference-cloud/passwords';
import { planOf } from '../../support/reference-cloud/cloud-plan';
import { identityOf, writePidFile } from '../../support/reference-cloud/processes/process-identity';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { passwords } from './passwords-for-tests';

const plan = planOf(referenceCloudRelease('2025.1'), passwords);
let directory: string;
let layout: Layout;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'description-'));
  layout = layoutOf('2025.1', directory);
  mkdirSync(layout.home);
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(): void {
  writeDescription(layout, plan, { nova: '31.0.0' }, ['keystone'], directory);
}

function run(service: string): void {
  const own = identityOf(process.pid);
  assert.ok(own);
  writePidFile(join(layout.run, `${service}.json`), own);
}

test('what was written is read, and the passwords are secrets', () => {
  write();
  run('keystone');
  const cloud = readReferenceCloud('2025.1', directory);
  assert.equal(cloud.authUrl, `http://127.0.0.1:${plan.ports.keystone}/v3`);
  assert.deepEqual(cloud.hosts, ['compute-1', 'compute-2', 'compute-3']);
  assert.equal(cloud.resources.flavorLarge, 'local-delete.large');
  assert.equal(cloud.resources.volumeType, 'local-delete');
  assert.equal(cloud.resources.volumeTypeMultiattach, 'local-delete.multiattach');
  assert.deepEqual(cloud.timing, plan.timing);
  assert.equal(cloud.people.owner.password.reveal(), passwords.owner);
  assert.ok(!inspect(cloud, { depth: 10 }).includes(passwords.owner));
  assert.equal(statSync(layout.description).mode & 0o777, 0o600);
});

test('what its Nova is broken by is told, and known', () => {
  write();
  assert.ok(!('novaDefect' in readDescription(layout.description, '2025.1')));
  writeDescription(layout, { ...plan, novaDefect: 'bug-1679750' }, { nova: '31.0.0' }, ['keystone'], directory);
  assert.equal(readDescription(layout.description, '2025.1').novaDefect, 'bug-1679750');
  const written = readFileSync(layout.description, 'utf8').replace('"bug-1679750"', '"bug-1"');
  writeFileSync(layout.description, written);
  assert.throws(() => readDescription(layout.description, '2025.1'), /it\/novaDefect must be equal to one of/);
});

test('a cloud that was never up says how to start it', () => {
  assert.throws(
    () => readReferenceCloud('2025.1', directory),
    /the reference cloud 2025.1 is not up \(there is no .*cloud\.json\); start it with: npm run reference -- up/,
  );
});

test('how to start another release than the default one names it', () => {
  assert.throws(() => readReferenceCloud('zed', directory), /start it with: npm run reference -- up --release zed$/);
});

test('a cloud of which something died names it', () => {
  write();
  assert.throws(() => readReferenceCloud('2025.1', directory), /is not up: keystone does not run; start it with/);
});

test('a field that is wrong or unknown is named', () => {
  write();
  const written = readFileSync(layout.description, 'utf8');
  const cases: [from: RegExp | string, to: string, message: RegExp][] = [
    ['"region": "RegionOne"', '"region": 7', /it\/region must be string/],
    ['"region": "RegionOne",', '', /must have required property 'region'/],
    ['"region"', '"more": 1, "region"', /must NOT have additional properties/],
    ['http://127.0.0.1', 'http://cloud.example', /it\/authUrl must match pattern/],
  ];
  for (const [from, to, message] of cases) {
    writeFileSync(layout.description, written.replace(from, to));
    assert.throws(() => readDescription(layout.description, '2025.1'), message);
  }
});

test('a file that is no JSON is told without its content', () => {
  writeFileSync(layout.description, '{"people": {"owner": {"password": "hunter2"');
  assert.throws(
    () => readDescription(layout.description, '2025.1'),
    (error: Error) => /does not describe a reference cloud/.test(error.message) && !error.message.includes('hunter2'),
  );
});

test('passwords are made once, differ, and are readable by their owner only', () => {
  const file = join(directory, 'passwords.json');
  const made = passwordsKeptIn(file);
  assert.deepEqual(passwordsKeptIn(file), made);
  assert.equal(new Set(Object.values(made)).size, Object.keys(made).length);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a file of passwords that is something else is told without its content', () => {
  const file = join(directory, 'passwords.json');
  writeFileSync(file, '{"admin": "hunter2"}');
  assert.throws(
    () => passwordsKeptIn(file),
    (error: Error) => /does not hold the passwords/.test(error.message) && !error.message.includes('hunter2'),
  );
});
