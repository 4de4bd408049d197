import type { CloudUnderTest } from '../../clouds/cloud';
import { Findings } from './findings';
import { checkHosts } from './hosts';
import { checkRoles, signEverybodyIn, type Visitor, type Visitors } from './people';
import { checkResources, checkServices } from './resources';
import { warningsOf } from './warnings';

/** A cloud cannot be tested as it is; the message has every problem, and what would be right. */
export class CloudNotFit extends Error {
  override readonly name = 'CloudNotFit';

  /** @param warnings what has to be known of the probe itself, whatever it came to */
  constructor(cloud: string, problems: readonly string[], warnings: readonly string[] = []) {
    const told = problems.map((problem) => inShort(problem.replace(`${cloud}: `, '')));
    const [only] = told;
    const lines =
      told.length === 1 && only !== undefined
        ? [`${cloud} cannot be tested: ${only}`]
        : [`${cloud} cannot be tested, for ${told.length} reasons:`, ...told.map((each) => `  - ${each}`)];
    super([...lines, ...warnings].join('\n'));
  }
}

/** A problem may have words of the cloud in it: no line breaks, and no end. */
function inShort(problem: string): string {
  const line = problem.slice(0, longestProblem).replace(/\s*[\r\n]\s*/g, ' ');
  return problem.length > longestProblem ? `${line}…` : line;
}

const longestProblem = 2000;

/**
 * Looks at a cloud before anything is touched, and only by reading: whether everybody can sign in and is who they should be,
 * whether services, microversions and resources are there, and whether the hosts are healthy, free and not leased.
 * No answer may take longer than `deadlineSeconds`, which are real ones. Returns what is to be said aloud of the way to the cloud. Rejects with {@link CloudNotFit}, which tells all problems at once.
 */
export async function probe(cloud: CloudUnderTest, deadlineSeconds = 30): Promise<readonly string[]> {
  const findings = new Findings();
  const visitors = await signEverybodyIn(cloud, findings, deadlineSeconds);
  let warnings: readonly string[];
  try {
    checkRoles(cloud, visitors, findings);
    const operator = visitors.get('operator');
    const addresses = operator && (await checkServices(cloud, operator.clients, findings));
    if (operator !== undefined && addresses !== undefined) await checkContents(cloud, visitors, operator, findings);
    warnings = warningsOf(cloud, addresses);
  } finally {
    for (const { clients } of visitors.values()) clients.close();
  }
  const problems = findings.problems();
  if (problems.length > 0) throw new CloudNotFit(cloud.name, problems, warnings);
  return warnings;
}

async function checkContents(
  cloud: CloudUnderTest,
  visitors: Visitors,
  operator: Visitor,
  findings: Findings,
): Promise<void> {
  const owner = visitors.get('owner');
  if (owner !== undefined) await checkResources(cloud, owner.clients, findings);
  // Whoever is no admin sees no hosts, and that is told already.
  if (operator.roles.includes('admin')) await checkHosts(cloud, operator.clients, findings);
}
