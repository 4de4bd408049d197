import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { BuildStages } from '../../support/reference-cloud/building/stages';
import { stampOf } from '../../support/reference-cloud/building/stamp';
import { layoutOf } from '../../support/reference-cloud/layout';
import { progressTo } from '../../support/reference-cloud/building-progress';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { expectation } from '../../support/reference-cloud/up';

/** What a build of 69 essential and 537 other packages writes, in its order. */
function buildLog(): string[] {
  const packages = (count: number, line: (name: string) => string) =>
    Array.from({ length: count }, (_, index) => line(`package-${index}`));
  const install = (stage: string, count: number) => [
    `I: ${stage}...`,
    `0 upgraded, ${count} newly installed, 0 to remove and 0 not upgraded.`,
    ...packages(count, (name) => `Get:1 http://mirror.example/debian trixie/main amd64 ${name} amd64 1 [49.4 kB]`),
  ];
  const put = (count: number) => [
    ...packages(count, (name) => `Unpacking ${name} (1) ...`),
    ...packages(count, (name) => `Setting up ${name} (1) ...`),
  ];
  return [
    'I: running apt-get update...',
    'Get:1 http://mirror.example/debian trixie InRelease [140 kB]',
    ...install('downloading packages with apt', 69),
    'I: installing essential packages...',
    ...put(69),
    ...install('installing remaining packages inside the chroot', 537),
    ...put(537),
    "I: running --customize-hook in shell: sh -c 'set -eu; cd x'",
    'Get:1 http://mirror.example/debian trixie/main amd64 nova-common all 1 [9 kB]',
  ];
}

test('a build tells its packages with their total', () => {
  const stages = new BuildStages();
  const told = buildLog().flatMap((line) => stages.read(line) ?? []);
  assert.deepEqual(told, [
    '  running apt-get update',
    '  downloading packages with apt',
    '  69 packages are to be installed',
    '  69 of 69 packages fetched',
    '  installing essential packages',
    '  69 of 69 packages unpacked',
    '  69 of 69 packages set up',
    '  installing remaining packages inside the chroot',
    '  606 packages are to be installed',
    ...['fetched', 'unpacked', 'set up'].flatMap((what) =>
      [100, 200, 300, 400, 500, 600, 606].map((count) => `  ${count} of 606 packages ${what}`),
    ),
    '  taking files out of packages that are not installed',
  ]);
});

test('a build can say at any moment what it is at', () => {
  const stages = new BuildStages();
  const log = buildLog();
  const nowAfter = (line: string) => {
    for (const each of log.splice(0, log.indexOf(line) + 1)) stages.read(each);
    return stages.now();
  };
  assert.equal(nowAfter('I: running apt-get update...'), 'running apt-get update');
  assert.equal(nowAfter('Unpacking package-41 (1) ...'), 'installing essential packages, 42 of 69 packages unpacked');
  assert.equal(
    nowAfter('Unpacking package-411 (1) ...'),
    'installing remaining packages inside the chroot, 481 of 606 packages unpacked',
  );
});

test('work that goes on in silence is told, with what it is at, until it is over', async () => {
  const lines: string[] = [];
  const progress = progressTo((line) => lines.push(line), 0.05);
  await progress.during(
    'chroot built',
    async () => {
      await progress.during('Nova prepared', () => pause(180));
      progress.tell('something else');
    },
    () => '412 of 606 packages unpacked',
  );
  const told = lines.map((line) => line.replace(/\d+\.\d/g, 'N').trim());
  const waiting = 'N s    not yet: chroot built (N s so far): 412 of 606 packages unpacked, Nova prepared (N s so far)';
  assert.ok(told.filter((line) => line === waiting).length >= 2, told.join('\n'));
  assert.deepEqual(told.slice(-3), ['N s  Nova prepared (N s)', 'N s  something else', 'N s  chroot built (N s)']);
  const before = lines.length;
  await assert.rejects(
    progress.during('a failure', () => Promise.reject(new Error('no disk'))),
    /no disk/,
  );
  await pause(120);
  assert.equal(lines.length, before);
});

test('what an up is going to take is told by what is there already', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'progress-'));
  t.after(() => {
    rmSync(directory, { recursive: true });
  });
  const release = referenceCloudRelease('2025.1');
  const layout = layoutOf(release.name, directory);
  assert.match(expectation(layout, release), /^nothing is there yet: .* 3 to 5 minutes \(16 on a busy machine\)/);
  mkdirSync(dirname(layout.stamp), { recursive: true });
  writeFileSync(layout.stamp, JSON.stringify(stampOf(release, {})));
  assert.match(expectation(layout, release), /^the chroot is there: a first start, .*1 to 2 minutes$/);
  mkdirSync(dirname(layout.initialised), { recursive: true });
  writeFileSync(layout.initialised, '');
  assert.match(expectation(layout, release), /^all is there: what does not run is started, .* up to a minute$/);
});
