import type { IdentityClient } from '../../api/identity-client';
import { Secret } from '../../api/secret';
import { personNames } from '../../contract/person-names';
import { serviceUsers } from '../passwords';
import type { CloudPlan } from '../cloud-plan';
import { names, urlOf } from '../cloud-plan';
import type { SeededPerson } from '../../contract/seeded';
import { seededPeople } from '../../contract/seeded';

/** The id of the domain that `keystone-manage bootstrap` makes. */
const DOMAIN_ID = 'default';

/**
 * Makes what is missing of the services' users, the people and the catalog, as the bootstrapped admin.
 * Whoever has signed in before has to renew the session to see the catalog.
 */
export async function seedIdentity(keystone: IdentityClient, plan: CloudPlan): Promise<void> {
  await ensureRole(keystone, 'service');
  for (const username of serviceUsers) {
    const user = { username, project: names.serviceProject, roles: ['admin', 'service'] };
    await seedUser(keystone, user, plan.passwords[username]);
  }
  for (const person of personNames) {
    await seedUser(keystone, seededPeople[person], plan.passwords[person]);
  }
  await seedCatalog(keystone, plan);
}

async function seedUser(keystone: IdentityClient, person: SeededPerson, password: string): Promise<void> {
  const { projects, users, roles } = keystone;
  const { username: name } = person;
  const project =
    (await projects.findByName(person.project)) ??
    (await projects.create({ name: person.project, domainId: DOMAIN_ID }));
  const user =
    (await users.findByName(name)) ??
    (await users.create({ name, domainId: DOMAIN_ID, password: new Secret(password) }));
  for (const roleName of person.roles) {
    const role = await ensureRole(keystone, roleName);
    await roles.assign({ role: role.id, user: user.id, project: project.id });
  }
}

/** From 2023.2 on the bootstrap makes the role `service` too. */
async function ensureRole({ roles }: IdentityClient, name: string): ReturnType<IdentityClient['roles']['create']> {
  return (await roles.findByName(name)) ?? roles.create(name);
}

async function seedCatalog({ registry }: IdentityClient, plan: CloudPlan): Promise<void> {
  const volumeUrl = `${urlOf(plan.ports.cinder)}/v3/%(project_id)s`;
  const wanted = [
    { name: 'placement', type: 'placement', url: urlOf(plan.ports.placement) },
    { name: 'glance', type: 'image', url: urlOf(plan.ports.glance) },
    { name: 'neutron', type: 'network', url: urlOf(plan.ports.neutron) },
    { name: 'cinderv3', type: 'volumev3', url: volumeUrl },
    { name: 'cinder', type: 'block-storage', url: volumeUrl },
    { name: 'nova', type: 'compute', url: `${urlOf(plan.ports['nova-api'])}/v2.1` },
  ];
  for (const { name, type, url } of wanted) {
    const found = (await registry.services({ type })).at(0);
    const service = found ?? (await registry.createService({ type, name }));
    const endpoints = await registry.endpoints({ service: service.id });
    for (const interfaceName of ['public', 'internal'] as const) {
      if (!endpoints.some((endpoint) => endpoint.interface === interfaceName)) {
        await registry.createEndpoint({ service: service.id, interface: interfaceName, region: names.region, url });
      }
    }
  }
}
