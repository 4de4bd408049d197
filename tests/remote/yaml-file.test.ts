import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isRecord } from '../../support/api/decode';
import { RemoteCloudProblem } from '../../support/clouds/remote/problem';
import { YamlFile } from '../../support/clouds/remote/yaml-file';

/** Ten lists of ten aliases each, in each other: a billion values. */
const laughs = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(10)}]`).join('\n');

describe('a YAML file', () => {
  let file: string;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'yaml-'));
    file = join(folder, 'clouds.yaml');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const read = (text: string | Buffer) => {
    writeFileSync(file, text);
    return YamlFile.read(file);
  };
  const refused = (text: string | Buffer, words: RegExp) => {
    assert.throws(
      () => read(text),
      (error) => {
        assert.ok(error instanceof RemoteCloudProblem, String(error));
        assert.ok(error.message.startsWith(file), error.message);
        assert.match(error.message.slice(file.length), words);
        return true;
      },
    );
  };

  it('that is a bomb is named, with the line', () => {
    refused(
      `l0: &l0 lol\n${laughs}\n`,
      /^, line 6, column \d+: with what its aliases \(\*\) repeat the file holds more than 100000 values$/,
    );
    const itself = /^, line 2, column \d+: an alias \(\*\) stands here for something that it is a part of$/;
    refused('clouds: &a\n  mine: *a\n', itself);
    refused('clouds: &a\n  <<: *a\n', itself);
    refused('clouds:\n  mine: &a [[*a]]\n', itself);
    for (const deep of ['['.repeat(20_000), '{a: '.repeat(5000), '- '.repeat(20_000)]) {
      refused(`clouds: \n${deep}`, /^: groups and lists stand here in each other deeper than anybody would write$/);
    }
    refused(`# ${'x'.repeat(1024 * 1024)}`, / has 1\.0 MiB, and more than 1 MiB is read of no such file/);
  });

  it('may repeat by aliases what a person would', () => {
    const entries = Array.from({ length: 500 }, (_, i) => `  c${i}: {<<: *more, n: ${i}}`).join('\n');
    const { value } = read(`base: &base {a: 1}\nmore: &more {<<: *base, b: 2}\nclouds:\n${entries}\n`);
    assert.ok(isRecord(value) && isRecord(value['clouds']));
    assert.deepEqual(value['clouds']['c499'], { a: 1, b: 2, n: 499 });
  });

  it('is a file, in UTF-8, with words for keys', () => {
    refused(
      Buffer.from('clouds:\n  mine:\n    auth: {password: m\xfcller}\n', 'latin1'),
      /^, line 3: this is not written in UTF-8/,
    );
    refused(Buffer.from('\ufeffclouds: {}', 'utf16le'), /^, line 1: this is not written in UTF-8/);
    refused('clouds:\n  [a, b]: c\n', /^, line 2, column 3: a key should be one word/);
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    assert.throws(() => YamlFile.read('/dev/null'), { message: '/dev/null is a pipe or device, and no file' });
    assert.throws(() => YamlFile.read(inner), { message: `${inner} is a folder, and no file` });
  });

  it('tells the place of what came from elsewhere by a merge key', () => {
    const yaml = read(
      'base: &base\n  region_name: R\nother: &other {a: 1}\nclouds:\n  mine:\n    <<: [*other, *base]\n    b: 1\n',
    );
    assert.equal(yaml.placeOf(['clouds', 'mine', 'region_name']), `${file}, line 2, column 3`);
    assert.equal(yaml.placeOf(['clouds', 'mine', 'a']), `${file}, line 3, column 16`);
    assert.equal(yaml.placeOf(['clouds', 'mine', 'b']), `${file}, line 7, column 5`);
    assert.equal(yaml.placeOf(['clouds', 'mine', 'c']), `${file}, line 5, column 3`);
  });
});
