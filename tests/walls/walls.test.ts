import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { after, before, test } from 'node:test';

/** For each wall, imports that break it: from this file to that one. */
const breaches: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'the-contract-knows-nobody': [['support/contract/cloud-control.ts', 'support/api/secret.ts']],
  'steps-know-only-the-world': [['step-definitions/servers.ts', 'support/api/compute.ts']],
  'world-knows-its-neighbours-only': [['support/world/servers/server-states.ts', 'support/reporting/summary.ts']],
  'api-knows-nobody': [
    ['support/api/session.ts', 'support/clouds/open.ts'],
    ['support/api/session.ts', 'support/contract/person-names.ts'],
  ],
  'books-measure': [
    ['support/books/usage.ts', 'support/world/hosts/compute-hosts.ts'],
    ['support/books/usage.ts', 'support/safety/ledger.ts'],
    ['support/books/usage.ts', 'support/clouds/cloud.ts'],
  ],
  'safety-puts-back': [['support/safety/guard.ts', 'support/world/hosts/compute-hosts.ts']],
  'clouds-are-seen-from-outside': [
    ['support/clouds/open.ts', 'support/safety/ledger.ts'],
    ['support/clouds/open.ts', 'support/nearest-steps.ts'],
  ],
  'kinds-of-clouds-are-apart': [['support/clouds/embedded/home.ts', 'support/clouds/remote/remote-cloud.ts']],
  'only-its-cloud-knows-the-reference-cloud': [['support/clouds/embedded/home.ts', 'support/reference-cloud/up.ts']],
  'only-the-embedded-cloud-starts-the-stub': [
    ['support/commands/stub.ts', 'support/stub/clock.ts'],
    ['support/clouds/open.ts', 'support/stub/clock.ts'],
  ],
  'the-stub-stands-alone': [['support/stub/task-queue.ts', 'support/clouds/deadlines.ts']],
  'services-do-not-share-stores': [['support/stub/placement/usages.ts', 'support/stub/compute/store.ts']],
  'healthy-code-knows-no-defects': [
    ['support/stub/compute/local-delete.ts', 'support/stub/defects/bug-1679750.ts'],
    ['support/stub/compute/local-delete.ts', 'support/stub/meeting-deletes.ts'],
    ['support/stub/compute/local-delete.ts', 'support/stub/freed.ts'],
  ],
  'the-kernel-knows-no-service': [
    ['support/stub/http/errors.ts', 'support/stub/image/views.ts'],
    ['support/stub/barrier.ts', 'support/stub/held-builds.ts'],
  ],
  'reporting-listens': [
    ['support/reporting/junit.ts', 'support/world/world.ts'],
    ['support/reporting/junit.ts', 'support/scenarios/lint.ts'],
    ['support/reporting/junit.ts', 'support/clouds/cloud.ts'],
  ],
  'conformance-listens': [['support/conformance/compare.ts', 'support/world/scenario.ts']],
  'the-reference-cloud-is-built-from-outside': [['support/reference-cloud/up.ts', 'support/clouds/cloud.ts']],
  'scenarios-are-text': [['support/scenarios/lint.ts', 'support/world/people/signed-in-people.ts']],
  'bench-measures-from-outside': [['support/bench/figures.ts', 'support/gate/gate.ts']],
  'nobody-imports-a-command': [['support/hooks.ts', 'support/commands/acceptance.ts']],
  'no-circles': [
    ['support/api/circle-a.ts', 'support/api/circle-b.ts'],
    ['support/world/servers/types-a.ts', 'support/world/servers/types-b.ts'],
    ['support/stub/compute/types-a.ts', 'support/stub/compute/types-b.ts'],
  ],
  'wing-of-people': [['support/world/people/signed-in-people.ts', 'support/world/run/lasting.ts']],
  'wing-of-run': [['support/world/run/run.ts', 'support/world/story/evidence.ts']],
  'wing-of-story': [['support/world/story/known-hosts.ts', 'support/world/hosts/leaks.ts']],
  'wing-of-hosts': [['support/world/hosts/compute-hosts.ts', 'support/world/placement/paths.ts']],
  'wing-of-placement': [['support/world/placement/host-usages.ts', 'support/world/servers/server-states.ts']],
  'wing-of-attempts': [['support/world/attempts/originals.ts', 'support/world/servers/deletions.ts']],
  'wing-of-servers': [['support/world/servers/builds.ts', 'support/world/belongings/offers.ts']],
  'wing-of-belongings': [['support/world/belongings/offers.ts', 'support/world/balance.ts']],
  'a-noun-knows-no-wiring': [['support/world/scenario-ending.ts', 'support/world/scenario.ts']],
};

/** What a breach is not: an import that every room may have. */
const permitted: readonly (readonly [from: string, to: string])[] = [
  ['step-definitions/hosts.ts', 'support/world/network.ts'],
  ['support/world/story/cloud-books.ts', 'support/api/placement.ts'],
  ['support/world/servers/deletions.ts', 'support/world/hosts/compute-hosts.ts'],
  ['support/clouds/embedded/home.ts', 'support/stub/stub-cloud.ts'],
  ['support/stub/stub-settings.ts', 'support/contract/timing.ts'],
  ['support/stub/defects/bug-1.ts', 'support/stub/seams.ts'],
  ['support/stub/compute/local-delete.ts', 'support/stub/barrier.ts'],
  ['support/stub/barrier.ts', 'support/stub/http/texts.ts'],
];

let house: string;

before(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'walls-')));
  for (const [from, to] of [...Object.values(breaches).flat(), ...permitted]) {
    connect(from, to);
  }
  connect('support/api/circle-b.ts', 'support/api/circle-a.ts');
  connect('support/world/servers/types-b.ts', 'support/world/servers/types-a.ts', 'import type {} from');
  connect('support/stub/compute/types-b.ts', 'support/stub/compute/types-a.ts', 'import type {} from');
  writeFileSync(join(house, 'tsconfig.json'), '{}');
});

after(() => {
  rmSync(house, { recursive: true });
});

function connect(from: string, to: string, words = 'import'): void {
  for (const file of [from, to]) mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, to), 'export {};\n', { flag: 'a' });
  const path = relative(dirname(from), to).replace(/\.ts$/, '');
  writeFileSync(join(house, from), `${words} '${path.startsWith('.') ? path : `./${path}`}';\n`, { flag: 'a' });
}

/** Every violation that the dependency check sees in the house, as `rule: from -> to`. */
function violations(): readonly string[] {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const report = execFileSync(
    process.execPath,
    [
      program,
      '--config',
      resolve('config/dependency-cruiser.cjs'),
      '--output-type',
      'baseline',
      'support',
      'step-definitions',
    ],
    { cwd: house, encoding: 'utf8' },
  );
  const found: unknown = JSON.parse(report);
  assert.ok(Array.isArray(found));
  return found
    .map((violation: { rule: { name: string }; from: string; to: string }) => {
      return `${violation.rule.name}: ${violation.from} -> ${violation.to}`;
    })
    .sort();
}

test('every wall bites on an import that breaks it, and on nothing else', () => {
  const expected = Object.entries(breaches).flatMap(([rule, imports]) =>
    imports.map(([from, to]) => `${rule}: ${from} -> ${to}`),
  );
  assert.deepEqual(violations(), expected.sort());
});
