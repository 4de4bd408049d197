import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { nounFiles, readNouns } from '../../support/scenarios/noun-files';

const root = resolve(__dirname, '..', '..');

test('a noun stands in the file of the class that it is made of', () => {
  const text = [
    "import { Doors } from './house/doors';",
    "import { Frames, Windows } from './house/windows';",
    'const doors = new Doors(story);',
    'return { doors, panes: new Windows({ doors, frames: new Frames() }), other: new Other() };',
  ].join('\n');
  assert.deepEqual(
    [...readNouns(text)],
    [
      ['doors', 'support/world/house/doors.ts'],
      ['panes', 'support/world/house/windows.ts'],
      ['frames', 'support/world/house/windows.ts'],
    ],
  );
});

test('every noun of the World is found', () => {
  const nouns = nounFiles(root);
  for (const noun of ['hosts', 'usages', 'states', 'deletions', 'balance']) assert.ok(nouns.has(noun), noun);
  for (const file of nouns.values()) assert.ok(existsSync(join(root, file)), file);
});
