import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { embeddedDefects } from '../../support/clouds/embedded/defects';
import { projectRoot } from '../../support/gate/surroundings';
import { novaDefectNames } from '../../support/reference-cloud/nova-defects';
import { readFeatureFiles } from '../../support/scenarios/files';
import { listScenarios } from '../../support/scenarios/listing';
import { expectedOf, tagsOf } from './expected';

const known = new Set(listScenarios(readFeatureFiles(projectRoot, ['features'])).map(({ id }) => id));

describe('what a broken Nova has to show', () => {
  for (const defect of novaDefectNames) {
    const { red, green } = expectedOf(defect);

    it(`is told of ${defect} by scenarios that are there`, () => {
      assert.ok(red.length > 0 && green.length > 0);
      assert.deepEqual(
        [...red, ...green].filter((id) => !known.has(id)),
        [],
      );
    });

    it(`takes nothing for green that ${defect} turns red on the embedded cloud`, () => {
      const { alsoRed = [] } = embeddedDefects.find(({ name }) => name === defect) ?? {};
      assert.deepEqual(
        green.filter((id) => red.includes(id) || alsoRed.some((other) => id === other || id.startsWith(`${other}.`))),
        [],
      );
    });
  }

  it('is chosen by tags', () => {
    assert.equal(tagsOf(['LD-1', 'LD-3.empty']), '@LD-1 or @LD-3.empty');
  });
});
