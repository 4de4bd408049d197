import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerFlavor } from '../../support/api/compute/server-decoder';
import { resourceClasses, sameAmounts, sumOf, tellAmounts, type Amounts } from '../../support/books/amounts';
import { flavorAmounts } from '../../support/books/flavor';

const flavor: ServerFlavor = { name: 'small', vcpus: 1, ram: 512, disk: 1, ephemeral: 0, swap: 0, extraSpecs: {} };

describe('amounts', () => {
  it('list the usual classes first', () => {
    assert.deepEqual(resourceClasses({ VGPU: 1, DISK_GB: 1 }, { CUSTOM_A: 1, VCPU: 0 }), [
      'VCPU',
      'DISK_GB',
      'CUSTOM_A',
      'VGPU',
    ]);
  });

  it('are the same when a class is missing in one and 0 in the other', () => {
    assert.equal(sameAmounts({ VCPU: 0 }, {}), true);
    assert.equal(sameAmounts({ VCPU: 1 }, {}), false);
  });

  for (const name of ['VCPU', 'MEMORY_MB', 'DISK_GB', 'CUSTOM_GOLD']) {
    it(`are not the same when ${name} alone differs, on whichever side`, () => {
      const all: Amounts = { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1, CUSTOM_GOLD: 1 };
      const { [name]: left, ...others } = all;
      assert.ok(left);
      assert.equal(sameAmounts(all, { ...all }), true);
      for (const amount of [0, left - 0.5, left + 1, -left]) {
        assert.equal(sameAmounts(all, { ...others, [name]: amount }), false);
        assert.equal(sameAmounts({ [name]: amount, ...others }, all), false);
      }
      assert.equal(sameAmounts(all, others), false);
      assert.equal(sameAmounts(others, all), false);
    });
  }

  it('add up class by class', () => {
    assert.deepEqual(sumOf([{ VCPU: 1 }, { VCPU: 2, DISK_GB: 1 }]), { VCPU: 3, DISK_GB: 1 });
    assert.deepEqual(sumOf([{ DISK_GB: 1, VCPU: 1 }, { MEMORY_MB: 512 }, { VCPU: 1, DISK_GB: 4 }]), {
      VCPU: 2,
      MEMORY_MB: 512,
      DISK_GB: 5,
    });
    assert.deepEqual(sumOf([]), {});
  });

  it('read as nothing when all are 0', () => {
    assert.equal(tellAmounts({ VCPU: 0 }), 'nothing');
    assert.equal(tellAmounts({ VCPU: 0, DISK_GB: 2 }), 'DISK_GB 2');
    assert.equal(tellAmounts({ MEMORY_MB: 512, VCPU: 1 }), 'VCPU 1, MEMORY_MB 512');
  });
});

describe('what a flavor asks of Placement', () => {
  it('is its size, with swap rounded up to GiB and amounts of 0 left out', () => {
    assert.deepEqual(flavorAmounts({ flavor, imageId: 'image' }), { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 });
    assert.deepEqual(
      flavorAmounts({ flavor: { ...flavor, swap: 1025, ephemeral: 2 }, imageId: 'image' })['DISK_GB'],
      5,
    );
  });

  it('has no root disk for a server that starts from a volume', () => {
    assert.deepEqual(flavorAmounts({ flavor, imageId: undefined }), { VCPU: 1, MEMORY_MB: 512 });
  });

  it('follows the resources of its extra specs', () => {
    const extraSpecs = { 'resources:VCPU': '0', 'resources:CUSTOM_BAREMETAL': '1', 'hw:cpu_policy': 'shared' };
    assert.deepEqual(flavorAmounts({ flavor: { ...flavor, extraSpecs }, imageId: 'image' }), {
      MEMORY_MB: 512,
      DISK_GB: 1,
      CUSTOM_BAREMETAL: 1,
    });
  });
});
