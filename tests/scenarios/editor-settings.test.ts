import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fillEditorSettings } from '../../support/scenarios/editor-settings';

const root = resolve(__dirname, '..', '..');

test('the settings get the parameter types that a project defines, and keep all else', () => {
  const before = '{\n  "a": [1],\n  "cucumber.parameterTypes": [\n    {}\n  ],\n  "b": 2\n}\n';
  const parameterTypes = [
    { name: 'int', words: [], pattern: '\\d+' },
    { name: 'door', words: [], pattern: '"a\\.b"|$&' },
  ];
  const after: unknown = JSON.parse(fillEditorSettings(before, { parameterTypes }));
  assert.deepEqual(after, { a: [1], 'cucumber.parameterTypes': [{ name: 'door', regexp: '"a\\.b"|$&' }], b: 2 });
});

test("the project's settings have the parameter types of today: npm run steps mends them", () => {
  const { status, stdout } = spawnSync(process.execPath, ['-r', './config/typescript.cjs', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  assert.equal(readFileSync(join(root, '.vscode', 'settings.json'), 'utf8'), stdout);
});

/** Steps are loaded once in a process, so this is done in another one. */
const script = `
const { loadProjectSteps } = require('./support/scenarios/step-definitions.ts');
const { fillEditorSettings } = require('./support/scenarios/editor-settings.ts');
const settings = require('node:fs').readFileSync('.vscode/settings.json', 'utf8');
loadProjectSteps(process.cwd()).then((defined) => process.stdout.write(fillEditorSettings(settings, defined)));
`;
