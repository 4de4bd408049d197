/**
 * What a request to a played route says when it is well, by method and path below the service's base; names in braces stand for
 * what there is on the cloud. Several are forms of the same.
 */
export const bodies: Readonly<Record<string, readonly unknown[]>> = {
  'POST /identity/v3/auth/tokens': [
    { auth: { identity: password(), scope: { project: { name: 'blue', domain: { name: 'Default' } } } } },
    { auth: { identity: password(), scope: { project: { id: '{project}' } } } },
    { auth: { identity: password(), scope: { domain: { id: 'default' } } } },
    { auth: { identity: password(), scope: { system: { all: true } } } },
    { auth: { identity: password(), scope: 'unscoped' } },
    { auth: { identity: password() } },
    { auth: { identity: { methods: ['token'], token: { id: '{token}' } }, scope: { project: { id: '{project}' } } } },
    {
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { id: '{credential}', secret: '{secret}' },
        },
      },
    },
  ],
  'POST /identity/v3/users/{user}/application_credentials': [
    {
      application_credential: {
        ...{ name: 'a', description: 'b', secret: 'c', expires_at: null, unrestricted: true },
        ...{ roles: [{ name: 'member' }], access_rules: [] },
      },
    },
  ],
  'POST /compute/v2.1/servers': [
    { server: { name: 'a', flavorRef: '1', imageRef: '{image}', networks: 'auto', availability_zone: 'local-delete' } },
    {
      server: {
        name: 'a',
        flavorRef: '1',
        imageRef: '{image}',
        networks: [{ uuid: '{network}' }],
        min_count: 1,
        max_count: 2,
      },
    },
    {
      server: {
        ...{ name: 'a', flavorRef: '{flavor}', imageRef: '', networks: [{ port: '{port}' }], metadata: { a: 'b' } },
        ...{ tags: ['a'], description: 'b', hostname: 'c', accessIPv4: '10.0.0.1', accessIPv6: '::1', adminPass: 'd' },
        ...{
          config_drive: true,
          user_data: 'YQ==',
          security_groups: [{ name: 'default' }],
          'OS-DCF:diskConfig': 'AUTO',
        },
        ...{ availability_zone: 'local-delete' },
        block_device_mapping_v2: [
          {
            ...{ boot_index: 0, uuid: '{volume}', source_type: 'volume', destination_type: 'volume', volume_size: 1 },
            ...{ delete_on_termination: true, tag: 'a', device_name: '/dev/vda', disk_bus: 'virtio' },
          },
        ],
      },
      'os:scheduler_hints': { group: '{group}', different_host: ['{server}'], query: '["=", "$host", "a"]' },
    },
    {
      server: {
        ...{ name: 'a', flavorRef: '{flavor}', imageRef: '{image}', networks: 'none', key_name: 'a', personality: [] },
        ...{
          host: '{host}',
          hypervisor_hostname: '{host}',
          trusted_image_certificates: ['a'],
          return_reservation_id: true,
        },
      },
    },
  ],
  'POST /compute/v2.1/servers/{server}/action': [
    { forceDelete: null },
    { 'os-resetState': { state: 'error' } },
    { 'os-start': null },
    { 'os-stop': null },
    { pause: null },
    { unpause: null },
    { suspend: null },
    { resume: null },
    { rescue: { adminPass: 'a', rescue_image_ref: '{image}' } },
    { unrescue: null },
    { restore: null },
    { shelve: null },
    { shelveOffload: null },
    { unshelve: { availability_zone: 'local-delete', host: '{host}' } },
    { evacuate: { host: '{host}', adminPass: 'a' } },
    { reboot: { type: 'HARD' } },
    { 'os-getConsoleOutput': { length: 5 } },
  ],
  'POST /compute/v2.1/servers/{server}/os-volume_attachments': [
    { volumeAttachment: { volumeId: '{volume}', device: '/dev/vdb', tag: 'a', delete_on_termination: true } },
  ],
  'PUT /compute/v2.1/os-services/{service}': [{ status: 'disabled', disabled_reason: 'a' }, { forced_down: false }],
  'PUT /compute/v2.1/os-quota-sets/{id}': [{ quota_set: { instances: 5, cores: -1, ram: 4096, force: true } }],
  'POST /compute/v2.1/flavors': [
    {
      flavor: {
        ...{ name: 'a', ram: 1, vcpus: 1, disk: 0, id: 'a', swap: 0, rxtx_factor: 1, description: 'b' },
        ...{ 'OS-FLV-EXT-DATA:ephemeral': 0, 'os-flavor-access:is_public': true },
      },
    },
  ],
  'POST /compute/v2.1/flavors/{flavor}/os-extra_specs': [{ extra_specs: { 'trait:CUSTOM_A': 'required', a: 1 } }],
  'POST /compute/v2.1/os-aggregates': [{ aggregate: { name: 'a', availability_zone: 'b' } }],
  'PUT /compute/v2.1/os-aggregates/{aggregate}': [{ aggregate: { name: 'b', availability_zone: 'c' } }],
  'POST /compute/v2.1/os-aggregates/{aggregate}/action': [
    { add_host: { host: '{host}' } },
    { remove_host: { host: '{host}' } },
    { set_metadata: { metadata: { a: 'b', c: null } } },
  ],
  'POST /compute/v2.1/os-server-groups': [
    { server_group: { name: 'a', policies: ['affinity'] } },
    { server_group: { name: 'a', policy: 'anti-affinity', rules: { max_server_per_host: 2 } } },
  ],
  'POST /placement/resource_classes': [{ name: 'CUSTOM_A' }],
  'PUT /placement/resource_classes/{name}': [{ name: 'CUSTOM_A' }],
  'POST /placement/resource_providers': [{ name: 'a', uuid: '{uuid}', parent_provider_uuid: '{provider}' }],
  'PUT /placement/resource_providers/{provider}': [{ name: 'a', parent_provider_uuid: '{provider}' }],
  'POST /placement/resource_providers/{provider}/inventories': [inventory({ resource_class: 'CUSTOM_A' })],
  'PUT /placement/resource_providers/{provider}/inventories': [
    { resource_provider_generation: '{number}', inventories: { VCPU: inventory({}), MEMORY_MB: { total: 1 } } },
  ],
  'PUT /placement/resource_providers/{provider}/inventories/{class}': [
    inventory({ resource_provider_generation: '{number}', resource_class: 'VCPU' }),
  ],
  'PUT /placement/resource_providers/{provider}/aggregates': [
    { aggregates: ['{uuid}'], resource_provider_generation: '{number}' },
    ['{uuid}'],
  ],
  'PUT /placement/resource_providers/{provider}/traits': [
    { traits: ['HW_CPU_X86_AVX', 'CUSTOM_A'], resource_provider_generation: '{number}' },
  ],
  'POST /placement/allocations': [{ '{uuid}': allocation() }],
  'PUT /placement/allocations/{consumer}': [
    allocation(),
    { allocations: [{ resource_provider: { uuid: '{provider}' }, resources: { VCPU: 1 } }] },
  ],
  'POST /image/v2/images': [
    {
      ...{
        name: 'a',
        id: '{uuid}',
        visibility: 'private',
        container_format: 'bare',
        disk_format: 'raw',
        protected: false,
      },
      ...{ min_disk: 0, min_ram: 0, tags: ['a'], os_hidden: false, anything: 'b' },
    },
  ],
  'PUT /image/v2/images/{image}/file': ['data'],
  'POST /networking/v2.0/ports': [
    { port: { network_id: '{network}', admin_state_up: true, device_id: 'a' } },
    { port: port({ network_id: '{network}' }) },
  ],
  'PUT /networking/v2.0/ports/{port}': [{ port: port({}) }, { port: { name: 'b', device_owner: 'c' } }],
  'POST /networking/v2.0/ports/{port}/bindings': [
    { binding: { host: 'compute-2' } },
    { binding: { host: 'compute-3', vnic_type: 'normal', profile: { a: 'b' } } },
  ],
  'POST /volume/v3/volumes': [
    { volume: { size: 1 } },
    {
      volume: {
        ...{ size: 1, name: 'a', description: 'b', volume_type: null, imageRef: '{image}', metadata: { a: 'b' } },
        ...{
          availability_zone: 'nova',
          snapshot_id: null,
          source_volid: null,
          consistencygroup_id: null,
          multiattach: false,
        },
      },
      'OS-SCH-HNT:scheduler_hints': { same_host: ['{volume}'] },
    },
  ],
  'POST /volume/v3/volumes/{volume}/action': [
    { 'os-reset_status': { status: 'error', attach_status: 'detached' } },
    { 'os-set_bootable': { bootable: true } },
    { 'os-extend': { new_size: 2 } },
  ],
  'POST /volume/v3/attachments': [
    {
      attachment: {
        ...{ volume_uuid: '{volume}', instance_uuid: '{server}', mode: 'rw' },
        connector: { host: '{host}', ip: '10.0.0.1', initiator: 'iqn', multipath: false, mountpoint: '/dev/vdb' },
      },
    },
  ],
  'PUT /volume/v3/attachments/{attachment}': [{ attachment: { connector: { host: '{host}' } } }],
  'POST /volume/v3/attachments/{attachment}/action': [{ 'os-complete': null }],
};

function password() {
  return {
    methods: ['password'],
    password: { user: { name: 'owner', domain: { name: 'Default' }, password: '{password}' } },
  };
}

function inventory(others: object) {
  return { total: 4, reserved: 0, min_unit: 1, max_unit: 4, step_size: 1, allocation_ratio: 1.5, ...others };
}

function allocation() {
  return {
    ...{ allocations: { '{provider}': { resources: { VCPU: 1 } } }, project_id: 'a', user_id: 'b' },
    ...{ consumer_generation: null, consumer_type: 'INSTANCE', mappings: { '': ['{provider}'] } },
  };
}

function port(others: object) {
  return {
    ...{ name: 'a', description: 'b', admin_state_up: true, device_id: '{server}', device_owner: 'compute:nova' },
    ...{ mac_address: 'fa:16:3e:00:00:99', fixed_ips: [{ subnet_id: '{subnet}' }] },
    ...{
      security_groups: ['{securityGroup}'],
      'binding:host_id': '{host}',
      'binding:profile': {},
      'binding:vnic_type': 'normal',
    },
    ...{
      port_security_enabled: true,
      allowed_address_pairs: [],
      extra_dhcp_opts: [],
      dns_name: '',
      qos_policy_id: null,
    },
    ...others,
  };
}
