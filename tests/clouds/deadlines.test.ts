import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deadlinesOf } from '../../support/clouds/deadlines';
import { referenceCloudTiming } from '../../support/contract/timing';

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
