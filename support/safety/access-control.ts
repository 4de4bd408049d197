import { randomUUID } from 'node:crypto';
import type { CloudClients } from '../api/cloud-clients';
import { UnexpectedAnswer } from '../api/api-errors';
import type { PersonName } from '../contract/person-names';
import { tellDifferences } from './differences';

/** The people of a cloud: those who act, as far as it has them, and the auditor, who reads who has which role. */
export interface PeopleToCheck {
  readonly people: ReadonlyMap<PersonName, CloudClients>;
  readonly auditor: CloudClients;
}

/** Who has which role and may do what: sentences, none twice. */
export type AccessControl = ReadonlySet<string>;

/** Who may do what, or has which role, is not as it was before the run. */
class AccessControlChanged extends Error {
  override readonly name = 'AccessControlChanged';
}

/**
 * Reads the role assignments of our people and their projects, and tries what owner, reader and stranger may do: requests
 * that only read, and deletes of what does not exist. None of them changes anything.
 */
export async function readAccessControl({ people, auditor }: PeopleToCheck): Promise<AccessControl> {
  const parts = [...people].map(async ([name, clients]) => [
    ...(await assignmentsOf(auditor, name, clients)),
    ...(name === 'operator' ? [] : await probe(name, clients)),
  ]);
  return new Set((await Promise.all(parts)).flat());
}

/** Throws {@link AccessControlChanged}, which tells each difference, unless both are the same. */
export function expectSameAccessControl(before: AccessControl, after: AccessControl): void {
  const lines = tellDifferences(before, after);
  if (lines.length === 0) return;
  throw new AccessControlChanged(['access control is not as it was before the run:', ...lines].join('\n'));
}

async function assignmentsOf(auditor: CloudClients, name: string, clients: CloudClients): Promise<readonly string[]> {
  const { roles } = auditor.identity;
  const [user, project, inToken] = await Promise.all([
    clients.session.user(),
    clients.session.project(),
    clients.session.roles(),
  ]);
  const signedIn = `the ${name} signs in with ${[...inToken].toSorted().join(', ') || 'no role'}`;
  try {
    const [ofUser, onProject] = await Promise.all([
      roles.assignments({ user: user.id }),
      roles.assignments({ project: project.id }),
    ]);
    return [signedIn, ...[...ofUser, ...onProject].map(tellAssignment)];
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    return [signedIn, `role assignments of the ${name} are answered ${error.status}`];
  }
}

function tellAssignment({
  role,
  user,
  project,
}: {
  role: string;
  user: string | undefined;
  project: string | undefined;
}) {
  return `the user ${user ?? '(a group)'} has the role ${role} on ${project === undefined ? 'the domain or system' : `the project ${project}`}`;
}

/** No aggregate gets as far as this number. */
const noAggregate = '2147483647';

async function probe(name: string, { compute, placement }: CloudClients): Promise<readonly string[]> {
  const requests: Readonly<Record<string, () => Promise<unknown>>> = {
    'GET /os-services': () => compute.services.list(),
    'GET /os-aggregates': () => compute.aggregates.list(),
    'GET /os-hypervisors/detail': () => compute.hypervisors.list(),
    'DELETE /os-aggregates of one that does not exist': () => compute.aggregates.delete(noAggregate),
    'GET /resource_providers': () => placement.providers.list(),
    'DELETE /allocations of a consumer that does not exist': () => placement.allocations.delete(randomUUID()),
  };
  const answers = Object.entries(requests).map(
    async ([request, send]) => `the ${name}'s ${request} is answered ${await statusOf(send)}`,
  );
  return Promise.all(answers);
}

async function statusOf(send: () => Promise<unknown>): Promise<string> {
  try {
    await send();
    return 'as to an operator';
  } catch (error) {
    if (error instanceof UnexpectedAnswer) return String(error.status);
    throw error;
  }
}
