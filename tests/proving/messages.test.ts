import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { embeddedDefects } from '../../support/clouds/embedded/defects';
import { projectSurroundings } from '../../support/gate/surroundings';
import { Bench } from '../../support/proving/trial';
import { readFeatureFiles } from '../../support/scenarios/files';
import { listScenarios } from '../../support/scenarios/listing';

const root = join(__dirname, '..', '..');

/** What a tester reads of these defects, as it stands in messages.txt. */
const shown = [
  'bug-1404867',
  'bug-1679750',
  'bug-1707071',
  'bug-1712684',
  'bug-1836754',
  'bug-1859496',
  'bug-1886418',
  'bug-1909120',
  'bug-1914777',
  'bug-1780799',
  'fault-delete-goes-on-after-the-answer',
  'fault-heal-live-servers',
  'fault-heal-own-share-only',
  'fault-heartbeat-by-any-update',
  'fault-one-class-freed',
  'fault-reader-may-delete',
  'fault-second-port-kept',
  'fault-stale-generation-accepted',
  'fault-time-out-swallowed',
];

/** Without what is another one each time. */
function lasting(message: string): string {
  return message
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/[0-9a-f]{8}…/g, '<id>…')
    .replaceAll(/\d+\.\d\d s\b/g, '<seconds> s')
    .replaceAll(/compute-\d/g, 'compute-N')
    .replaceAll(/expected \d+ but got \d+/g, 'expected N but got N');
}

describe('what a tester reads of a defect', () => {
  const told = new Map<string, string>();
  const wanted = new Map(
    readFileSync(join(__dirname, 'messages.txt'), 'utf8')
      .split(/^== /m)
      .slice(1)
      .map((section): [string, string] => {
        const [name = '', ...lines] = section.trimEnd().split('\n');
        return [name, lines.join('\n')];
      }),
  );

  before(async () => {
    const places = new Map(listScenarios(readFeatureFiles(root, ['features'])).map(({ id, path }) => [id, path]));
    const bench = new Bench(projectSurroundings(), places);
    for (const defect of embeddedDefects.filter(({ name }) => shown.includes(name))) {
      const { killedBy } = await bench.try(defect, 'one scenario each');
      const [first] = killedBy;
      if (first !== undefined) told.set(defect.name, `${first.id} ${first.where}\n${lasting(first.message)}`);
    }
  });

  for (const name of shown) {
    it(`is as it was: ${name}`, () => {
      assert.equal(told.get(name), wanted.get(name));
    });
  }
});
