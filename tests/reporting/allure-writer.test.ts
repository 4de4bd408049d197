import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import { resultsWriter } from '../../support/reporting/allure/writer';

const folder = mkdtempSync(join(tmpdir(), 'allure-writer-'));

after(() => {
  rmSync(folder, { recursive: true });
});

test("what Allure's runtime tells is in the folder, each in a file of its own", () => {
  const runtime = new ReporterRuntime({ writer: resultsWriter(folder), environmentInfo: { cloud: 'embedded' } });
  const scope = runtime.startScope();
  const uuid = runtime.startTest({ name: 'The host is forced down' }, [scope]);
  runtime.writeAttachment(uuid, undefined, 'transcript', Buffer.from('one line'), { contentType: 'text/plain' });
  const copied = join(folder, 'source.bin');
  writeFileSync(copied, 'octets');
  runtime.writeAttachment(uuid, undefined, 'a file', copied, { contentType: 'application/octet-stream' });
  runtime.stopTest(uuid);
  runtime.writeTest(uuid);
  runtime.startFixture(scope, 'before', { name: 'the cloud is ready' });
  runtime.writeScope(scope);
  runtime.writeEnvironmentInfo();
  const files = readdirSync(folder);
  const result: unknown = JSON.parse(readFileSync(join(folder, `${uuid}-result.json`), 'utf8'));
  assert.ok(typeof result === 'object' && result !== null && 'name' in result);
  assert.equal(result.name, 'The host is forced down');
  const attached = files.filter((file) => file.includes('-attachment'));
  assert.deepEqual(attached.map((file) => readFileSync(join(folder, file), 'utf8')).sort(), ['octets', 'one line']);
  assert.equal(files.filter((file) => file.endsWith('-container.json')).length, 1);
  assert.equal(readFileSync(join(folder, 'environment.properties'), 'utf8'), 'cloud = embedded\n');
});
