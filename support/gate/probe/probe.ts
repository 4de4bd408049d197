import type { CloudUnderTest } from '../../clouds/cloud';
import { Findings } from './findings';
import { checkHosts } from './hosts';
import { checkRoles, signEverybodyIn } from './people';
import { checkResources, checkServices } from './resources';

/** A cloud cannot be tested as it is; the message has every problem, and what would be right. */
export class CloudNotFit extends Error {
  override readonly name = 'CloudNotFit';

  constructor(cloud: string, problems: readonly string[]) {
    const told = problems.map((problem) => problem.replace(`${cloud}: `, '').replace(/\s*[\r\n]\s*/g, ' '));
    const [only] = told;
    super(
      told.length === 1 && only !== undefined
        ? `${cloud} cannot be tested: ${only}`
        : [`${cloud} cannot be tested, for ${told.length} reasons:`, ...told.map((each) => `  - ${each}`)].join('\n'),
    );
  }
}

/**
 * Looks at a cloud before anything is touched, and only by reading: whether everybody can sign in and is who they should be,
 * whether services, microversions and resources are there, and whether the hosts are healthy, free and not leased.
 * Rejects with {@link CloudNotFit}, which tells all problems at once.
 */
export async function probe(cloud: CloudUnderTest): Promise<void> {
  const findings = new Findings();
  const visitors = await signEverybodyIn(cloud, findings);
  try {
    checkRoles(cloud, visitors, findings);
    const operator = visitors.get('operator')?.clients;
    const owner = visitors.get('owner')?.clients;
    const services = operator === undefined ? 'incomplete' : await checkServices(cloud, operator, findings);
    if (services === 'complete') {
      if (owner !== undefined) await checkResources(cloud, owner, findings);
      if (operator !== undefined && isAdmin(visitors.get('operator')?.roles))
        await checkHosts(cloud, operator, findings);
    }
  } finally {
    for (const { clients } of visitors.values()) clients.close();
  }
  const problems = findings.problems();
  if (problems.length > 0) throw new CloudNotFit(cloud.name, problems);
}

/** Whoever is no admin sees no hosts, and that is told already. */
function isAdmin(roles: readonly string[] = []): boolean {
  return roles.includes('admin');
}
