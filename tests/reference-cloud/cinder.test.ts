import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configurationFiles } from '../../support/reference-cloud/configuration/configuration-files';
import { layoutOf } from '../../support/reference-cloud/layout';
import { planOf } from '../../support/reference-cloud/cloud-plan';
import { referenceCloudRelease } from '../../support/reference-cloud/packaged-releases';
import { servicesOf } from '../../support/reference-cloud/service-processes';
import { seededNames } from '../../support/contract/seeded';
import { passwords } from './passwords-for-tests';

const plan = planOf(referenceCloudRelease('2025.1'), passwords);

/** The options of a section of a configuration file. */
function options(name: string, section: string): Readonly<Record<string, string>> {
  const text = configurationFiles(plan)[name]?.split(`[${section}]\n`)[1]?.split('\n\n')[0] ?? '';
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [option = '', value = ''] = line.split(' = ');
    found[option] = value;
  }
  return found;
}

test('Cinder checks service tokens, and Nova sends one of a user who may', () => {
  const checked = options('cinder.conf', 'keystone_authtoken');
  assert.equal(checked['service_token_roles'], 'service');
  assert.equal(checked['service_token_roles_required'], 'true');
  const sent = options('nova.conf', 'service_user');
  assert.equal(sent['send_service_user_token'], 'true');
  assert.equal(sent['username'], 'nova');
});

test('Cinder and Nova know each other', () => {
  assert.equal(options('cinder.conf', 'nova')['username'], 'cinder');
  const { endpoint_template: template = '' } = options('nova.conf', 'cinder');
  assert.match(template, /^http:\/\/127\.0\.0\.1:\d+\/v3\/%\(project_id\)s$/);
});

test('the backend is the one driver without storage', () => {
  const { enabled_backends: backend = '' } = options('cinder.conf', 'DEFAULT');
  assert.equal(options('cinder.conf', backend)['volume_driver'], 'storageless_driver.StoragelessDriver');
});

test('who names no volume type gets the one that the embedded cloud has, too', () => {
  assert.equal(options('cinder.conf', 'DEFAULT')['default_volume_type'], seededNames.volumeType);
});

test('the timing of the plan reaches Cinder', () => {
  const section = options('cinder.conf', 'DEFAULT');
  assert.equal(section['report_interval'], String(plan.timing.reportInterval));
  assert.equal(section['service_down_time'], String(plan.timing.serviceDownTime));
  assert.equal(section['rpc_response_timeout'], String(plan.timing.rpcResponseTimeout));
});

test('each service of Cinder reads cinder.conf and then a file of its own', () => {
  const services = servicesOf(layoutOf('2025.1', '/x'), plan).filter(({ name }) => name.startsWith('cinder-'));
  assert.deepEqual(
    services.map(({ name }) => name),
    ['cinder-api', 'cinder-scheduler', 'cinder-volume'],
  );
  for (const { name, command } of services) {
    const files = command.filter((word) => word.endsWith('.conf')).map((path) => path.split('/').at(-1));
    assert.deepEqual(files, ['cinder.conf', `${name}.conf`]);
    assert.match(options(`${name}.conf`, 'DEFAULT')['log_file'] ?? '', new RegExp(`/${name}\\.log$`));
  }
});
