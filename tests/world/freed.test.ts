import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FreeingRequest } from '../../support/contract/cloud-control';
import { Freed } from '../../support/world/story/freed';

const uuid = '0b2b6c51-af2b-416b-bbdf-053d8c4161ac';

function request(path: string, given: Partial<FreeingRequest> = {}): FreeingRequest {
  return { neighbour: 'Placement', method: 'DELETE', path, ...given };
}

/** A cloud of whose control nothing is asked but what Nova wanted to free. */
function cloudWith(effects?: {
  readonly passed: readonly FreeingRequest[];
  readonly stopped: readonly FreeingRequest[];
}) {
  const untouched = (): Promise<never> => Promise.reject(new Error('nobody asks for this'));
  const { passed = [], stopped = [] } = effects ?? {};
  const watched = {
    neighbours: [],
    begin: untouched,
    read: () => Promise.resolve(passed),
    stopped: () => Promise.resolve(stopped),
  };
  const control = {
    stopCompute: untouched,
    startCompute: untouched,
    disturb: untouched,
    mend: untouched,
    ...(effects && { effects: watched }),
  };
  return new Freed({ cloud: { control } });
}

describe('what Nova asked a neighbour to take away', () => {
  const own = request(`/placement/allocations/${uuid}`);
  const ofAnother = request('/allocations/5db053f8-0000-4000-8000-000000000000');
  const elsewhere = request(`/v2/images/${uuid}`, { neighbour: 'Glance' });

  it('is told of one thing and one neighbour, apart by what came there and what was kept from it', async () => {
    const freed = cloudWith({ passed: [own, ofAnother, elsewhere], stopped: [elsewhere, ofAnother] });
    assert.deepEqual(await freed.passed('Placement', uuid), [own]);
    assert.deepEqual(await freed.passed('Glance', uuid), [elsewhere]);
    assert.deepEqual(await freed.stopped('Placement', uuid), []);
    assert.deepEqual(await freed.stopped('Glance', uuid), [elsewhere]);
  });

  it('is not known of a cloud that cannot tell', async () => {
    const freed = cloudWith();
    assert.equal(await freed.passed('Placement', uuid), undefined);
    assert.equal(await freed.stopped('Placement', uuid), undefined);
  });
});
