import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import { writeResults } from '../../support/reporting/allure/write';
import { resultsWriter, takeResults } from '../../support/reporting/allure/writer';
import { facts, runOf } from './example-verdicts';

const folder = mkdtempSync(join(tmpdir(), 'allure-writer-'));

after(() => {
  rmSync(folder, { recursive: true });
});

test("what Allure's runtime tells is kept until it is taken, and attachments are in the folder at once", () => {
  const runtime = new ReporterRuntime({ writer: resultsWriter(folder) });
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
  const attached = readdirSync(folder).filter((file) => file.includes('-attachment'));
  assert.deepEqual(attached.map((file) => readFileSync(join(folder, file), 'utf8')).sort(), ['octets', 'one line']);
  const { texts: taken, failures } = takeResults(folder);
  assert.deepEqual(failures, []);
  assert.match(taken.get(`${uuid}-result.json`) ?? '', /"name":"The host is forced down"/);
  const hooks = [...taken.keys()].filter((file) => file.endsWith('-container.json'));
  assert.equal(hooks.length, 1);
  assert.match(taken.get(hooks[0] ?? '') ?? '', /"befores":\[\{.*"the cloud is ready"/);
  assert.equal(readdirSync(folder).length, attached.length + 1);
  assert.equal(takeResults(folder).texts.size, 0);
});

test('an attachment that cannot be written breaks nothing off, and is told when the results are written', () => {
  const results = mkdtempSync(join(tmpdir(), 'allure-writer-'));
  const writer = resultsWriter(join(results, 'not there'));
  writer.writeAttachment('transcript.txt', Buffer.from('one line'));
  writer.writeAttachmentFromPath('copy.txt', join(results, 'nowhere'));
  assert.equal(takeResults(join(results, 'not there')).failures.length, 2);
  resultsWriter(results).writeAttachmentFromPath('copy.txt', join(results, 'nowhere'));
  assert.throws(
    () => {
      writeResults(results, runOf(), facts, '.');
    },
    { code: 'ENOENT' },
  );
  assert.ok(readdirSync(results).includes('categories.json'));
  rmSync(results, { recursive: true });
});
