import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DefinedSteps } from '../../support/scenarios/step-definitions';
import { definitionProblem } from '../../support/scenarios/used-steps';

const step = (part: 'Given' | 'When', expression: string, pattern: RegExp) => {
  return { noun: 'doors', part, expression, code: '', matches: (text: string) => pattern.test(text) };
};
const defined: DefinedSteps = {
  steps: [
    step('Given', '{door} is shut', /is shut$/),
    step('When', 'somebody opens {door}', /^somebody opens the \w+$/),
    step('When', 'somebody opens the gate', /^somebody opens the gate$/),
  ],
  parameterTypes: [{ name: 'door', words: ['the door', 'the gate'], pattern: 'the door|the gate' }],
};
const told = (part: 'Given' | 'When', text: string): string | undefined => {
  const problem = definitionProblem({ part, text }, defined);
  return problem === undefined ? undefined : `${problem.message}. ${problem.mend}.`;
};

test('a step that is defined for its part is right', () => {
  assert.equal(told('Given', 'the door is shut'), undefined);
});

test('a step that is not defined is told with what was meant, the nearest first', () => {
  assert.equal(
    told('When', 'somebody opns the gate'),
    'no step is defined for "somebody opns the gate". Did you mean "somebody opens the gate"? Otherwise define it.',
  );
  assert.equal(told('When', 'it rains'), 'no step is defined for "it rains". Define it; none of the steps comes near.');
});

test('a step with two definitions, and one that is for another part, are told', () => {
  assert.equal(
    told('When', 'somebody opens the gate'),
    '"somebody opens the gate" matches "somebody opens {door}" and "somebody opens the gate". Reword one of the two expressions.',
  );
  assert.equal(
    told('When', 'the door is shut'),
    '"the door is shut" is used as a When. Use it as a Given, or another step here.',
  );
});
