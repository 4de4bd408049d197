import type { CloudPlan } from '../cloud-plan';
import { serviceAccount } from './common';

/**
 * rabbitmq.conf. RabbitMQ makes the default user on an empty data directory only.
 * From RabbitMQ 4 on, the queues of oslo.messaging (transient, not exclusive) have to be permitted by name.
 */
export function rabbitmqConfiguration(plan: CloudPlan): string {
  const options: Record<string, string> = {
    default_user: serviceAccount,
    default_pass: plan.passwords.messaging,
    loopback_users: 'none',
    'vm_memory_high_watermark.absolute': '1GB',
    'disk_free_limit.absolute': '50MB',
    'log.file.level': 'warning',
    ...plan.release.rabbitmqOptions,
  };
  return Object.entries(options)
    .map(([option, value]) => `${option} = ${value}\n`)
    .join('');
}
