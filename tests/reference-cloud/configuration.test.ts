import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  configurationFiles,
  configurationIsCurrent,
  writeConfiguration,
} from '../../support/reference-cloud/configuration/configuration-files';
import { renderIni } from '../../support/reference-cloud/configuration/ini';
import { computeNodeId } from '../../support/reference-cloud/configuration/node-id';
import { inside, layoutOf, outside } from '../../support/reference-cloud/layout';
import type { CloudPlan } from '../../support/reference-cloud/cloud-plan';
import { planOf } from '../../support/reference-cloud/cloud-plan';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { servicesOf } from '../../support/reference-cloud/service-processes';
import { passwords } from './passwords-for-tests';

const plan = planOf(referenceCloudRelease('2025.1'), passwords);

function file(name: string, of: CloudPlan = plan): string {
  const text = configurationFiles(of)[name];
  assert.ok(text, `${name} should be written`);
  return text;
}

test('sections, options and lists are rendered as oslo.config reads them', () => {
  const text = renderIni({ DEFAULT: { a: 1, b: true, c: ['x', 'y'] }, other: { d: '' } });
  assert.equal(text, '[DEFAULT]\na = 1\nb = true\nc = x,y\n\n[other]\nd = \n');
});

test('a value of several lines is refused', () => {
  assert.throws(() => renderIni({ s: { o: 'a\nb = c' } }), /\[s\] o has several lines/);
});

test('the timing and the settings of the plan reach Nova', () => {
  const timing = { reportInterval: 11, serviceDownTime: 12, updateResourcesInterval: 13, rpcResponseTimeout: 14 };
  const settings = {
    reclaimInstanceInterval: 15,
    shelvedOffloadTime: 16,
    serviceTokens: 'not sent',
    quotaCountedFrom: 'placement',
  } as const;
  const text = file('nova.conf', { ...plan, timing, settings });
  for (const line of [
    'report_interval = 11',
    'service_down_time = 12',
    'update_resources_interval = 13',
    'rpc_response_timeout = 14',
    'reclaim_instance_interval = 15',
    'shelved_offload_time = 16',
    'send_service_user_token = false',
    'count_usage_from_placement = true',
  ]) {
    assert.ok(text.split('\n').includes(line), `nova.conf should say "${line}"`);
  }
});

test('a nova-compute forgets soon what children the suite has taken from its provider', () => {
  assert.match(file('nova.conf'), /^\[compute\]\n(?:.+\n)*resource_provider_association_refresh = 1\n/m);
});

test('a cloud with soft delete differs in nothing but the interval', () => {
  const kept = planOf(plan.release, passwords, { softDelete: 'on' });
  assert.ok(kept.settings.reclaimInstanceInterval > 0);
  const changed = file('nova.conf', kept)
    .split('\n')
    .filter((line) => !file('nova.conf').split('\n').includes(line));
  assert.deepEqual(changed, [`reclaim_instance_interval = ${kept.settings.reclaimInstanceInterval}`]);
});

test('Nova reaches its neighbours through the forwarder, which leads to them', () => {
  const forwarder = servicesOf(layoutOf('2025.1', '/x'), plan).find(({ name }) => name === 'forwarder');
  for (const name of ['placement', 'neutron', 'glance', 'cinder'] as const) {
    const section = file('nova.conf').split(`[${name}]`)[1]?.split('\n[')[0] ?? '';
    assert.match(
      section,
      new RegExp(`= http://127.0.0.1:${plan.ports[`${name}-forwarder`]}(/v3/%\\(project_id\\)s)?\n`),
    );
    assert.ok(forwarder?.command.at(-2)?.includes(`"target":"http://127.0.0.1:${plan.ports[name]}"`));
  }
});

test('no nova-compute knows the databases', () => {
  for (const host of plan.hosts) {
    const command = servicesOf(layoutOf('2025.1', '/x'), plan).find(({ name }) => name === host)?.command ?? [];
    const read = command.filter((word) => word.endsWith('.conf')).map((path) => file(path.split('/').at(-1) ?? ''));
    assert.equal(read.length, 2);
    assert.ok(read.every((text) => !text.includes('mysql')));
  }
});

test('each host has a log, a state and a node of its own', () => {
  const texts = plan.hosts.map((host) => file(`${host}.conf`));
  assert.equal(new Set(texts).size, plan.hosts.length);
  assert.equal(new Set(plan.hosts.map(computeNodeId)).size, plan.hosts.length);
});

test('the id of a node is a UUID that stays the same', () => {
  assert.match(computeNodeId('compute-1'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(computeNodeId('compute-1'), computeNodeId('compute-1'));
});

test('no password is in the command or the environment of a service', () => {
  for (const service of servicesOf(layoutOf('2025.1', '/x'), plan)) {
    const visible = JSON.stringify([service.command, service.environment]);
    for (const password of Object.values(passwords)) {
      assert.ok(!visible.includes(password), `${service.name} shows a password`);
    }
  }
});

test('all that listens is bound to the loopback', () => {
  for (const [name, text] of Object.entries(configurationFiles(plan))) {
    assert.ok(!text.includes('0.0.0.0'), name);
    for (const line of text.split('\n').filter((each) => /^(bind_host|osapi_(compute|volume)_listen) =/.test(each))) {
      assert.match(line, /= 127\.0\.0\.1$/);
    }
  }
});

test('files are written with mode 0600, and a change is noticed', () => {
  const directory = mkdtempSync(join(tmpdir(), 'configuration-'));
  try {
    const layout = layoutOf('2025.1', directory);
    assert.equal(configurationIsCurrent(layout, plan), false);
    writeConfiguration(layout, plan);
    assert.equal(configurationIsCurrent(layout, plan), true);
    const nova = outside(layout, `${inside.configuration}/nova.conf`);
    assert.equal(statSync(nova).mode & 0o777, 0o600);
    writeFileSync(nova, 'other');
    assert.equal(configurationIsCurrent(layout, plan), false);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
