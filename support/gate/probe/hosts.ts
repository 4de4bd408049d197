import type { CloudClients } from '../../api/cloud-clients';
import type { Service } from '../../api/compute/services-client';
import type { CloudUnderTest } from '../../clouds/cloud';
import { offer } from '../../nearest';
import { findLeases, HostLeased } from '../../safety/leases';
import type { Findings } from './findings';

/** Finds what is wrong with the hosts that were set aside: whether they are there, healthy, in their zone, free and not leased. */
export async function checkHosts(cloud: CloudUnderTest, operator: CloudClients, findings: Findings): Promise<void> {
  const services = await findings.trying(() => operator.compute.services.list({ binary: 'nova-compute' }));
  if (services === undefined) return;
  checkZone(cloud, services, findings);
  for (const host of cloud.hosts) {
    const service = services.find((each) => each.host === host);
    if (service !== undefined) checkService(cloud, service, findings);
    else {
      const known = services.map((each) => each.host);
      findings.note(`${cloud.name}: there is no compute host "${host}": ${offer(host, known)}`);
    }
  }
  await findings.trying(() => checkLeases(cloud, operator, findings));
  // On the project's own clouds nobody else has anything; somebody else's cloud is not believed.
  if (cloud.kind === 'remote') await findings.trying(() => checkExclusive(cloud, operator, findings));
}

/** A host of the zone that nobody listed would get servers of the suite that it then cannot find. */
function checkZone(
  { name, hosts, resources: { zone } }: CloudUnderTest,
  services: readonly Service[],
  findings: Findings,
): void {
  const zones = [...new Set(services.flatMap((service) => service.zone ?? []))].sort();
  if (!zones.includes(zone)) {
    findings.note(`${name}: there is no availability zone "${zone}" with compute hosts: ${offer(zone, zones)}`);
    return;
  }
  const strays = services.filter((service) => service.zone === zone && !hosts.includes(service.host));
  if (strays.length === 0) return;
  const names = strays.map(({ host }) => host).join(', ');
  findings.note(
    `${name}: the zone ${zone} also has ${names}, where servers of the suite would land: take that out of the zone, or list it under hosts if it is set aside`,
  );
}

function checkService({ name, kind, resources }: CloudUnderTest, service: Service, findings: Findings): void {
  const { host, zone, state, status, forcedDown, disabledReason } = service;
  if (zone !== resources.zone) {
    findings.note(
      `${name}: ${host} is in the zone ${zone ?? 'of none'}, but the hosts of the suite should all be in ${resources.zone}`,
    );
  }
  const troubles = [
    ...(state === 'up' ? [] : [forcedDown ? 'forced down' : state]),
    ...(status === 'enabled' ? [] : [disabledReason === undefined ? status : `${status} (${disabledReason})`]),
  ];
  if (troubles.length === 0) return;
  const cleanup = `npm run cleanup -- --cloud ${kind === 'reference' ? 'reference' : name}`;
  findings.note(
    `${name}: ${host} is ${troubles.join(' and ')}, but should be up and enabled before a run; the suite does not change that. After a killed run: ${cleanup}`,
  );
}

async function checkLeases(cloud: CloudUnderTest, operator: CloudClients, findings: Findings): Promise<void> {
  for (const lease of await findLeases(operator)) {
    if (cloud.hosts.includes(lease.host)) findings.note(new HostLeased(cloud.name, lease).message);
  }
}

/** Only the number of consumers is told: they are somebody else's. */
async function checkExclusive(cloud: CloudUnderTest, operator: CloudClients, findings: Findings): Promise<void> {
  const nodes = await operator.compute.hypervisors.list();
  for (const node of nodes.filter(({ host }) => cloud.hosts.includes(host))) {
    const { allocations } = await operator.placement.providers.allocations(node.id);
    const consumers = Object.keys(allocations).length;
    if (consumers === 0) continue;
    const whose = consumers === 1 ? 'one consumer holds resources' : `${consumers} consumers hold resources`;
    findings.note(
      `${cloud.name}: ${node.host} is not exclusive: ${whose} of it in Placement before the run. Empty the host, or take it out of hosts and of the zone. After a killed run: npm run cleanup -- --cloud ${cloud.name}`,
    );
  }
}
