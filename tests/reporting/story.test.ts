import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange, Method } from '../../support/api/exchange';
import { taleOf } from '../../support/reporting/story/moments';
import { drawTale } from '../../support/reporting/story/picture';
import type { Note, StorySeen } from '../../support/reporting/story/seen';
import { tellTale } from '../../support/reporting/story/text';

const begin = 1_700_000_000_000;

/** A request that took no time, so many seconds after the beginning. */
function exchange(seconds: number, what: Partial<Exchange>, status = 200, body: unknown = ''): Exchange {
  const outcome = { kind: 'answer', status, headers: {}, body } as const;
  const asked = {
    cloud: 'embedded',
    person: 'owner',
    service: 'compute',
    method: 'GET',
    path: '/',
    route: '/',
  } as const;
  return { ...asked, requestHeaders: {}, outcome, startedAt: begin + seconds * 1000, seconds: 0, ...what };
}

const usages = (seconds: number, amounts: Readonly<Record<string, number>>, provider = 'p1'): Exchange => {
  const path = `/resource_providers/${provider}/usages`;
  return exchange(seconds, { person: 'auditor', service: 'placement', path }, 200, { usages: amounts });
};

const allocations = (seconds: number, ...vcpus: readonly number[]): Exchange => {
  const held = vcpus.map((VCPU, index) => [`consumer-${index}`, { resources: { VCPU } }] as const);
  const path = '/resource_providers/p1/allocations';
  return exchange(seconds, { person: 'auditor', service: 'placement', path }, 200, {
    allocations: Object.fromEntries(held),
  });
};

const onServer = (seconds: number, method: Method, status: number, body?: unknown): Exchange =>
  exchange(seconds, { method, path: '/servers/s1', route: '/servers/{server}' }, status, body);

const seen = (exchanges: readonly Exchange[], notes: readonly Note[] = []): StorySeen => ({
  exchanges,
  notes,
  hosts: new Map([['p1', 'compute-1']]),
  servers: new Map([['s1', 'the server']]),
});

const created = exchange(1, { method: 'POST', path: '/servers', route: '/servers' }, 202, { server: { id: 's1' } });
const forcedDown = exchange(
  3,
  { person: 'operator', method: 'PUT', route: '/os-services/{service}', requestBody: { forced_down: true } },
  200,
);
const localDelete = seen([
  usages(0, { VCPU: 0 }),
  created,
  onServer(2, 'GET', 200, { server: { id: 's1', status: 'ACTIVE' } }),
  allocations(2.5, 1),
  forcedDown,
  onServer(4, 'DELETE', 204),
  onServer(5, 'GET', 404),
  usages(6, { VCPU: 0 }),
]);

describe('the story of a scenario', () => {
  it('is what people did and what was seen of it, with its usage, in order', () => {
    assert.equal(
      tellTale(taleOf(localDelete)),
      ` 1     0.00 s  used on compute-1: VCPU 0
 2     1.00 s  owner creates the server: answered 202
 3     2.00 s  the server is running
 4     2.50 s  used on compute-1: VCPU 0 → 1
 5     3.00 s  operator forces the host down: answered 200
 6     4.00 s  owner deletes the server: answered 204
 7     5.00 s  the server is gone (404)
 8     6.00 s  used on compute-1: VCPU 1 → 0

compute-1 VCPU: 0 → 1 → 0
`,
    );
  });

  it('says that a host healed what it freed after its start, unless somebody deleted something since', () => {
    const start = { at: begin + 4500, what: 'the compute service of compute-1 starts', startOf: 'compute-1' };
    const leak = [allocations(0, 1), onServer(4, 'DELETE', 204), usages(6, { VCPU: 0 })];
    assert.match(tellTale(taleOf(seen(leak, [start]))), /used on compute-1: VCPU 1 → 0, healed$/m);
    assert.doesNotMatch(tellTale(taleOf(seen(leak, [{ ...start, at: begin + 3000 }]))), /healed/);
    assert.doesNotMatch(tellTale(taleOf(seen(leak))), /healed/);
  });

  it('adds up what all consumers hold, and leaves out what was seen before', () => {
    const tale = taleOf(seen([allocations(0, 1, 2), usages(1, { VCPU: 3 }), usages(2, { VCPU: 2 })]));
    assert.deepEqual(
      tale.curves.map(({ points }) => points.map(({ amount }) => amount)),
      [[3, 2]],
    );
  });

  it('says that nothing was used where nobody saw anything', () => {
    assert.match(tellTale(taleOf(seen([usages(0, { VCPU: 0 })]))), /Nobody saw anything used on a host\./);
    assert.match(tellTale(taleOf(seen([]))), /Nobody saw anything used on a host\./);
  });

  it('leaves the middle of a long one out, and says so', () => {
    const many = Array.from({ length: 100 }, (_none, index) => onServer(index, 'DELETE', 409));
    const { moments } = taleOf(seen(many));
    assert.equal(moments.length, 24);
    assert.match(moments[15]?.what ?? '', /^\(77 more that are not shown\)$/);
    assert.equal(moments.at(-1)?.seconds, 99);
  });

  it('takes an answer that is none of Nova or Placement for nothing', () => {
    const odd = [
      exchange(0, { service: 'placement', path: '/resource_providers/p1/usages' }, 200, '<html>'),
      exchange(1, { route: '/servers/{server}', path: '/servers/s1' }, 200, [1]),
      exchange(2, { route: '/os-services' }, 200, { services: {} }),
    ];
    assert.deepEqual(taleOf(seen(odd)), { moments: [], curves: [] });
  });
});

describe('the picture of a scenario', () => {
  const picture = drawTale(taleOf(localDelete), 'The host is forced down');

  it('has the moments from left to right, each with its number', () => {
    const places = [...picture.matchAll(/class="number" x="([\d.]+)"[^>]*>(\d+)</g)].map(([, x, number]) => [
      number,
      x,
    ]);
    assert.deepEqual(
      places.map(([number]) => number),
      ['1', '2', '3', '4', '5', '6', '7', '8'],
    );
    const xs = places.map(([, x]) => Number(x));
    assert.deepEqual(
      xs,
      xs.toSorted((a, b) => a - b),
    );
  });

  it('draws what is used as steps that rise and fall at their moments, with the amounts', () => {
    const xOf = (number: number): string =>
      new RegExp(`class="number" x="([\\d.]+)"[^>]*>${number}<`).exec(picture)?.[1] ?? '';
    const [, start, rise, top, fall, ground] =
      /class="line" d="M([\d.]+) [\d.]+H([\d.]+)V([\d.]+)H([\d.]+)V([\d.]+)H/.exec(picture) ?? [];
    assert.deepEqual([start, rise, fall], [xOf(1), xOf(4), xOf(8)]);
    assert.ok(Number(top) < Number(ground));
    assert.deepEqual(
      [...picture.matchAll(/class="amount"[^>]*>(\d+)</g)].map(([, amount]) => amount),
      ['0', '1', '0'],
    );
  });

  it('has its story in words, for whoever cannot see it', () => {
    assert.match(picture, /role="img">\n<title>The host is forced down<\/title>\n<desc>/);
    assert.match(picture, /<desc>[^<]*owner deletes the server: answered 204[^<]*<\/desc>/);
  });

  it('follows dark mode, and loads nothing', () => {
    assert.match(picture, /@media \(prefers-color-scheme: dark\)/);
    assert.doesNotMatch(picture.replace('http://www.w3.org/2000/svg', ''), /https?:|href|url\(|<script/);
  });

  it('shows words of a cloud as no more than text', () => {
    const wild = '</text><script>alert(1)</script>\u001b';
    const odd = drawTale(taleOf(seen([], [{ at: begin, what: `${wild}${'x'.repeat(500)}` }])), wild);
    assert.ok(!odd.includes('<script'));
    assert.ok(!odd.includes('\u001b'));
  });
});
