import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  configurationFiles,
  writeConfiguration,
} from '../../support/reference-cloud/configuration/configuration-files';
import { inside, layoutOf, outside } from '../../support/reference-cloud/layout';
import type { CloudPlan } from '../../support/reference-cloud/cloud-plan';
import { planOf } from '../../support/reference-cloud/cloud-plan';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { servicesOf } from '../../support/reference-cloud/service-processes';
import { passwords } from './passwords-for-tests';

const zed = planOf(referenceCloudRelease('zed'), passwords);
const newer = planOf(referenceCloudRelease('2025.1'), passwords);

function serviceOf(plan: CloudPlan, name: string): string[] {
  const service = servicesOf(layoutOf(plan.release.name, '/x'), plan).find((each) => each.name === name);
  return [...(service?.command ?? [])];
}

test('two releases share no port, so that both can run at once', () => {
  const taken = new Set<number>(Object.values(newer.ports));
  assert.deepEqual(
    Object.values(zed.ports).filter((port) => taken.has(port)),
    [],
  );
});

test('two releases share no directory', () => {
  const [one, other] = [layoutOf('zed', '/x'), layoutOf('2025.1', '/x')];
  assert.ok(!one.home.startsWith(other.home) && !other.home.startsWith(one.home));
  assert.ok(Object.values(one).every((path: string) => path.startsWith(one.home)));
});

test('access control is stock on Zed and of the new defaults on 2025.1, in every service', () => {
  for (const name of ['nova.conf', 'placement.conf', 'neutron.conf', 'glance-api.conf', 'cinder.conf']) {
    assert.doesNotMatch(configurationFiles(zed)[name] ?? '', /enforce_new_defaults|enforce_scope/, name);
    assert.match(configurationFiles(newer)[name] ?? '', /^enforce_new_defaults = true$/m, name);
  }
});

test('each release has the fake hypervisor that takes its time to move a guest', () => {
  for (const release of [zed, newer]) {
    const { 'nova.conf': nova = '' } = configurationFiles(release);
    assert.match(nova, /^compute_driver = slow_migration\.SlowMigrationDriver$/m);
  }
});

test('RabbitMQ 3.10 and MariaDB 10.11 are not given what they do not know', () => {
  assert.doesNotMatch(configurationFiles(zed)['rabbitmq.conf'] ?? '', /deprecated_features/);
  assert.match(configurationFiles(newer)['rabbitmq.conf'] ?? '', /^deprecated_features\./m);
  const collations = '--character-set-collations=';
  assert.ok(!serviceOf(zed, 'mariadb').includes(collations));
  assert.ok(serviceOf(newer, 'mariadb').includes(collations));
});

for (const [plan, isWritten] of [
  [zed, false],
  [newer, true],
] as const) {
  test(`the ids of the nodes are ${isWritten ? '' : 'not '}written for ${plan.release.name}`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'releases-'));
    try {
      const layout = layoutOf(plan.release.name, directory);
      writeConfiguration(layout, plan);
      const files = plan.hosts.map((host) => outside(layout, `${inside.state}/nova/${host}/compute_id`));
      assert.deepEqual(
        files.map((file) => existsSync(file)),
        plan.hosts.map(() => isWritten),
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
}
