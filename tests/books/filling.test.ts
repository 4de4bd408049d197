import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillersFor } from '../../support/books/filling';
import { sumOf } from '../../support/books/amounts';

const size = { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 };
const cpu = { total: 8, reserved: 0, allocationRatio: 4, maxUnit: 8, stepSize: 1 };
const memory = { total: 4096, reserved: 512, allocationRatio: 1, maxUnit: 4096, stepSize: 1 };
const disk = { total: 100, reserved: 0, allocationRatio: 1, maxUnit: 100, stepSize: 1 };

describe('filling a host', () => {
  it('takes all that is left of the class that is used up first', () => {
    const inventories = { VCPU: cpu, MEMORY_MB: memory, DISK_GB: disk };
    assert.deepEqual(fillersFor({ inventories, usages: { VCPU: 1, MEMORY_MB: 512, DISK_GB: 1 } }, size), [
      { MEMORY_MB: 3072 },
    ]);
  });

  it('needs several placeholders where none may hold as much, and leaves less than a step', () => {
    const inventories = { VCPU: { ...cpu, maxUnit: 7, stepSize: 2 }, MEMORY_MB: memory, DISK_GB: disk };
    const fillers = fillersFor({ inventories, usages: { VCPU: 27, MEMORY_MB: 0 } }, { ...size, MEMORY_MB: 1 });
    assert.deepEqual(fillers, [{ VCPU: 4 }]);
    const many = fillersFor({ inventories, usages: { VCPU: 15 } }, { VCPU: 1 });
    assert.deepEqual([many, sumOf(many)], [[{ VCPU: 6 }, { VCPU: 6 }, { VCPU: 4 }], { VCPU: 16 }]);
  });

  it('takes nothing from a host that is full, or that has no such class', () => {
    assert.deepEqual(fillersFor({ inventories: { VCPU: cpu }, usages: { VCPU: 32 } }, { VCPU: 1 }), []);
    assert.deepEqual(fillersFor({ inventories: { VCPU: cpu }, usages: {} }, { CUSTOM_A: 1 }), []);
  });
});
