import { CloudClients } from '../api/cloud-clients';
import { Redactor } from '../api/redaction';
import { Secret } from '../api/secret';
import { Session } from '../api/session';
import type { CloudPlan } from './cloud-plan';
import { authUrlOf, names } from './cloud-plan';

/** A request of the making of a cloud may meet services that are just starting. */
const DEADLINE_SECONDS = 60;

/** Does work as the bootstrapped admin, who makes everything else. */
export async function asAdmin<T>(plan: CloudPlan, work: (clients: CloudClients) => Promise<T>): Promise<T> {
  const clients = new CloudClients(adminSession(plan));
  try {
    return await work(clients);
  } finally {
    clients.close();
  }
}

function adminSession(plan: CloudPlan): Session {
  const redactor = new Redactor();
  for (const password of Object.values<string>(plan.passwords)) redactor.knowPassword(new Secret(password));
  return new Session(
    {
      cloud: `reference cloud ${plan.release.name}`,
      access: { authUrl: authUrlOf(plan.ports), region: names.region, interface: 'public' },
      deadlineSeconds: DEADLINE_SECONDS,
      listener: () => undefined,
      redactor,
    },
    'admin',
    {
      kind: 'password',
      username: names.adminUser,
      userDomain: names.domain,
      password: new Secret(plan.passwords.admin),
      project: names.adminProject,
      projectDomain: names.domain,
    },
  );
}
