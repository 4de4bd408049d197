import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeDictionary } from '../../support/scenarios/dictionary';
import type { Dictionary } from '../../support/scenarios/dictionary';
import { readFeature } from '../../support/scenarios/feature-text';
import { loadDefinedSteps } from '../../support/scenarios/step-definitions';

const text = `Feature: Doors
  A story.

  Rule: Doors open

    @LD-2
    Scenario: Somebody opens a shut door
      Given the door is shut
      When somebody opens the door
      Then the door should be open

    @LD-10
    Scenario: Somebody opens a shut gate
      Given the gate is shut
      When somebody opens the gate
      Then the gate should be opened
`;

let dictionary: Dictionary;

before(async () => {
  const reading = readFeature({ path: 'features/doors.feature', text, world: 'features' });
  assert.equal(reading.kind, 'feature');
  const defined = await loadDefinedSteps({
    root: __dirname,
    requireModules: [],
    requirePaths: ['fixtures/doors/*.ts'],
  });
  dictionary = makeDictionary(defined, [reading.feature], new Map([['doors', 'world/doors.ts']]));
});

test('a step is listed under its noun and part, with an example, its scenarios in order and whom it leaves its work to', () => {
  const expected = `## Steps

In [steps.ts](../step-definitions/steps.ts).

### Given

- \`{door} is shut\`
  - like: the door is shut
  - in: LD-2, LD-10
  - by: [doors](../world/doors.ts)
- \`{door} is painted {int} times\`
  - not used yet

### When
`;
  assert.ok(dictionary.markdown.includes(expected), dictionary.markdown);
});

test('the words of the parameter types in use are listed, a pattern where there are none', () => {
  assert.match(dictionary.markdown, /^- `\{door\}`: the door; the gate$/m);
  assert.match(dictionary.markdown, /^- `\{int\}`: `.*\\d\+.*`$/m);
  assert.doesNotMatch(dictionary.markdown, /\{word\}/);
});

test('an unused step, an undefined one and two that match one text are found', () => {
  assert.deepEqual(dictionary.findings, [
    {
      message: 'no scenario uses the step "{door} is painted {int} times" (step-definitions/steps.ts)',
      mend: 'Use it, or delete it until a scenario needs it',
    },
    {
      message:
        'features/doors.feature:15  "somebody opens the gate" matches "somebody opens {door}" and "somebody opens the gate"',
      mend: 'Reword one of the two expressions',
    },
    {
      message: 'features/doors.feature:16  no step is defined for "the gate should be opened"',
      mend: 'Did you mean "the gate should be open"? Otherwise define it',
    },
    {
      message: '"somebody opens the gate" would match "somebody opens the gate" and "somebody opens {door}"',
      mend: 'Reword one of the two expressions',
    },
  ]);
});
