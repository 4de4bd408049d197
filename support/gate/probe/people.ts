import { CloudClients } from '../../api/cloud-clients';
import type { PasswordCredentials } from '../../api/credentials';
import { NoAnswer, UnexpectedAnswer } from '../../api/api-errors';
import { Session } from '../../api/session';
import type { CloudUnderTest } from '../../clouds/cloud';
import { personNames, type PersonName } from '../../contract/person-names';
import { mistakeInAuthUrl } from './auth-url';
import { redactorOf } from '../../clouds/redactor';
import type { Findings } from './findings';

/** Somebody who has signed in, and what Keystone said of them. */
export interface Visitor {
  readonly clients: CloudClients;
  readonly roles: readonly string[];
  /** The id of the project that they are signed in to. */
  readonly project: string;
}

/** Those of the people who could sign in. */
export type Visitors = ReadonlyMap<PersonName, Visitor>;

/**
 * Signs everybody in, one after another; where nobody answers the first, or auth_url is wrong, nobody else tries.
 * @param deadlineSeconds how long one answer may take, in real seconds
 */
export async function signEverybodyIn(
  cloud: CloudUnderTest,
  findings: Findings,
  deadlineSeconds: number,
): Promise<Visitors> {
  const visitors = new Map<PersonName, Visitor>();
  const redactor = redactorOf(cloud);
  const connection = { cloud: cloud.name, access: cloud.access, deadlineSeconds, listener: () => undefined, redactor };
  for (const person of personNames) {
    const credentials = cloud.people[person];
    if (credentials === undefined) continue;
    const clients = new CloudClients(new Session(connection, person, credentials, 'observes'));
    try {
      const { session } = clients;
      visitors.set(person, { clients, roles: await session.roles(), project: (await session.project()).id });
    } catch (error) {
      const mistake = await mistakeInAuthUrl(cloud.access.authUrl, clients.session, error);
      clients.close();
      if (mistake !== undefined) findings.note(`${cloud.name}: nobody can sign in: ${mistake} (${tellAnswer(error)})`);
      else if (isRefused(error)) findings.note(tellRefused(cloud, person, error));
      else findings.noteFailure(error);
      if (mistake !== undefined || error instanceof NoAnswer) break;
    }
  }
  return visitors;
}

/** Finds who has other roles than a person of that name needs, or acts in the wrong project. */
export function checkRoles(cloud: CloudUnderTest, visitors: Visitors, findings: Findings): void {
  for (const [person, { roles }] of visitors) {
    const wrong = wrongRoles[person](new Set(roles));
    if (wrong === undefined) continue;
    const seen = roles.length === 0 ? 'no role' : [...roles].sort().join(', ');
    findings.note(`${cloud.name}: the ${person} ${wrong}, but has ${seen} on the project of the sign-in`);
  }
  const home = visitors.get('owner')?.project;
  const elsewhere = (person: PersonName) => visitors.has(person) && visitors.get(person)?.project !== home;
  if (home === undefined) return;
  if (visitors.get('stranger')?.project === home) {
    findings.note(
      `${cloud.name}: the stranger should be a member of another project than the owner's, but signs in to the same one`,
    );
  }
  for (const person of ['reader', 'operator'] as const) {
    if (elsewhere(person)) {
      findings.note(`${cloud.name}: the ${person} should sign in to the owner's project, but signs in to another one`);
    }
  }
}

const wrongRoles: Readonly<Record<PersonName, (roles: ReadonlySet<string>) => string | undefined>> = {
  owner: (roles) =>
    roles.has('member') && !roles.has('admin') ? undefined : 'should have the role member, and not admin',
  reader: (roles) =>
    roles.has('reader') && !roles.has('member') && !roles.has('admin')
      ? undefined
      : 'should have the role reader, and neither member nor admin',
  stranger: (roles) =>
    roles.has('member') && !roles.has('admin') ? undefined : 'should have the role member, and not admin',
  operator: (roles) => (roles.has('admin') ? undefined : 'should have the role admin'),
};

function tellAnswer(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^.*?: /, '') : String(error);
}

function isRefused(error: unknown): error is UnexpectedAnswer {
  return error instanceof UnexpectedAnswer && [401, 403].includes(error.status);
}

function tellRefused({ name, kind, people }: CloudUnderTest, person: PersonName, { status }: UnexpectedAnswer): string {
  const credentials = people[person];
  const mend = kind === 'remote' ? '; compare the names and the secret in clouds.yaml with the cloud’s' : '';
  if (credentials?.kind === 'application credential') {
    return `${name}: the ${person} cannot sign in: Keystone does not accept the application credential ${credentials.id} (${status})${mend}`;
  }
  const { username = '', project = '' } = credentials ?? {};
  return (
    `${name}: the ${person} cannot sign in: Keystone does not accept ${username} with this password in the project ${project} (${status})` +
    tellDomains(credentials) +
    mend
  );
}

/** An id needs no domain. */
function tellDomains(credentials: PasswordCredentials | undefined): string {
  const { userDomain = '', projectDomain = '', ids = {} } = credentials ?? {};
  const domains = [
    ...(ids.user === undefined ? [`the user in the domain ${ids.userDomain ?? userDomain}`] : []),
    ...(ids.project === undefined ? [`the project in the domain ${ids.projectDomain ?? projectDomain}`] : []),
  ];
  return domains.length === 0 ? '' : `; it looked for ${domains.join(', ')}`;
}
