import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deadlinesOf } from '../../support/clouds/deadlines';
import { referenceCloudTiming, timingAmid } from '../../support/contract/timing';

const stockTiming = { serviceDownTime: 60, reportInterval: 10, updateResourcesInterval: 60, rpcResponseTimeout: 60 };

describe('the deadlines of a cloud', () => {
  it('leave what they are about the time that it takes by its settings, on a fast and on a stock cloud', () => {
    for (const timing of [referenceCloudTiming, stockTiming]) {
      const { noticeDeadHost, heal, computeStart } = deadlinesOf(timing);
      assert.ok(noticeDeadHost > timing.serviceDownTime + timing.reportInterval);
      assert.ok(heal > timing.updateResourcesInterval);
      assert.ok(computeStart > 2 * timing.reportInterval);
    }
  });
});

describe('the timing of an embedded cloud whose requests wait', () => {
  it('is the usual one where none does', () => {
    assert.deepEqual(timingAmid(0), referenceCloudTiming);
  });

  it('leaves the requests of a scenario, there and back, between two looks of a host at its allocations', () => {
    for (const latency of [0.3, 1, 10]) {
      const { updateResourcesInterval, ...others } = timingAmid(latency);
      assert.ok(updateResourcesInterval >= 15 * 2 * latency);
      assert.deepEqual({ ...others, updateResourcesInterval: 5 }, referenceCloudTiming);
    }
  });
});
