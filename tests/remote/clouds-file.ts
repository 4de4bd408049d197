import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { inspect } from 'node:util';
import { readEntry, type Identity } from '../../support/clouds/remote/cloud-entry';
import { CloudsYaml } from '../../support/clouds/remote/clouds-yaml';

const before = process.cwd();

/** Gives each test a new folder to be in; returns how to ask for its path. */
export function inOwnFolders(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clouds-'));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  return () => folder;
}

/** The text of a clouds.yaml with one right cloud. */
export const cloudNamed = (name: string) =>
  `clouds:\n  ${name}:\n    region_name: R\n    auth: {auth_url: 'http://k:5000', username: u, password: p, project_name: t}\n`;

/** A right entry, with more lines at its top level, and other ones in its `auth`. */
export function entryWith(
  lines: string,
  auth = "auth_url: 'http://k', username: u, password: p, project_name: t",
): string {
  const more = lines.split('\n').map((line) => `    ${line}\n`);
  return `clouds:\n  mine:\n${more.join('')}    auth: {${auth}}\n`;
}

function readMine(text: string, secure?: string): ReturnType<typeof readEntry> {
  writeFileSync('clouds.yaml', text);
  if (secure !== undefined) writeFileSync('secure.yaml', secure);
  return readEntry(CloudsYaml.find({ env: {}, home: process.cwd() }).entry('mine'));
}

/** The cloud "mine" of a clouds.yaml with this text in the folder, and of such a secure.yaml. */
export function identityOf(text: string, secure?: string): Identity {
  const identity = readMine(text, secure);
  assert.ok(!('problems' in identity), inspect(identity));
  return identity;
}

/** What is wrong with it. */
export function problemsOf(text: string, secure?: string): readonly string[] {
  const read = readMine(text, secure);
  assert.ok('problems' in read, inspect(read));
  return read.problems;
}
