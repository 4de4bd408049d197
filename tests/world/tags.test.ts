import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Capability } from '../../support/clouds/cloud';
import { reasonToSkip } from '../../support/world/run/tags';

const cloud = {
  name: 'staging',
  kind: 'reference' as const,
  release: '2025.1' as const,
  capabilities: new Set<Capability>(['exclusive-host']),
};

describe('the tags of a scenario', () => {
  it('leave to the embedded cloud what only it can show', () => {
    const tags = ['@LD-28', '@embedded-only.held-build'];
    const reason = 'only the embedded cloud can show it: embedded-only.held-build';
    assert.deepEqual(reasonToSkip(tags, cloud), { kind: 'skipped', reason });
    assert.equal(reasonToSkip(tags, { ...cloud, kind: 'embedded' }), undefined);
  });

  it('let a scenario run whose needs are met', () => {
    assert.equal(reasonToSkip(['@LD-1', '@bug-1679750', '@exclusive-host'], cloud), undefined);
    assert.equal(reasonToSkip(['@since-2025.1', '@until-2025.1'], cloud), undefined);
  });

  it('skip one that needs what the cloud does not offer, and name all of it', () => {
    assert.deepEqual(reasonToSkip(['@exclusive-host', '@volumes', '@two-hosts'], cloud), {
      kind: 'skipped',
      reason: 'staging does not offer volumes, two-hosts',
    });
  });

  it('tell a scenario about another release from one that is skipped, even if something is missing too', () => {
    assert.deepEqual(reasonToSkip(['@volumes', '@since-2026.1'], cloud), {
      kind: 'not applicable',
      reason: 'since 2026.1 only; staging is 2025.1',
    });
    assert.deepEqual(reasonToSkip(['@until-zed'], cloud), {
      kind: 'not applicable',
      reason: 'until zed only; staging is 2025.1',
    });
  });

  it('must name a release that exists', () => {
    assert.throws(() => reasonToSkip(['@since-2031.1'], cloud), /@since-2031\.1 names no release/);
  });
});
