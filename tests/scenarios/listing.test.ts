import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listScenarios } from '../../support/scenarios/listing';

const text = `Feature: Deleting
  Rule: One
    @LD-10
    Scenario: Ten
      Given a server

    Scenario Outline: It is <state>
      Given a <state> server

      @LD-2.paused
      Examples:
        | state  |
        | paused |

  Scenario: Without an id
    Given a server
`;

test('scenarios are listed by number, each row of an outline by its own title', () => {
  const listed = listScenarios([{ path: 'a.feature', text, world: 'features' }]);
  assert.deepEqual(
    listed.map(({ id, title }) => ({ id, title })),
    [
      { id: 'LD-2.paused', title: 'It is paused' },
      { id: 'LD-10', title: 'Ten' },
    ],
  );
  assert.deepEqual(
    listed.map(({ path, line }) => `${path}:${line}`),
    ['a.feature:13', 'a.feature:4'],
  );
  assert.ok(listed.every(({ id, tags }) => tags.includes(`@${id}`)));
});
