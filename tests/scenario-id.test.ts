import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listScenarios } from '../support/scenarios/listing';
import { scenarioId } from '../support/scenario-id';

describe("a scenario's id", () => {
  it('is the tag of the behaviour; a row of an outline has its own', () => {
    assert.equal(scenarioId(['@volumes', '@LD-11', '@bug-1679750']), 'LD-11');
    assert.equal(scenarioId(['@LD-11', '@LD-11.paused']), 'LD-11.paused');
    assert.equal(scenarioId(['@LD-11.paused', '@LD-11']), 'LD-11.paused');
    assert.equal(scenarioId(['@LD-', '@LD-x', '@volumes']), undefined);
  });

  it('is the same in the list of scenarios', () => {
    const text = '@LD-11\nFeature: F\n  @LD-11.paused\n  Scenario: S\n    Given a server is running on a host\n';
    assert.deepEqual(
      listScenarios([{ path: 'f.feature', text, world: 'features' }]).map(({ id }) => id),
      ['LD-11.paused'],
    );
  });
});
