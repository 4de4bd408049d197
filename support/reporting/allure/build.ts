import { printable } from '../../printable';

/** The job of a CI system that a run is a part of. */
export interface Build {
  /** What runs it, like `GitHub Actions`. */
  readonly system: string;
  /** By this word Allure chooses its sign. */
  readonly type: string;
  /** Like `acceptance #12`. */
  readonly name: string;
  /** Its page; left out where the environment tells none that is a web address. */
  readonly url?: string;
  /** Counts up with each build of the job. */
  readonly number?: number;
}

/** The build that the environment tells of: GitHub's, GitLab's, Jenkins' or Zuul's; undefined outside of any. */
export function buildIn(env: NodeJS.ProcessEnv): Build | undefined {
  const known = new Map(Object.entries(env).map(([name, value = '']) => [name, value.trim()]));
  const filled = (name: string): string | undefined => known.get(name) || undefined;
  const found = systems.find(({ sign }) => filled(sign) !== undefined);
  if (found === undefined) return undefined;
  const { system, type, job, count = '', page } = found;
  const told = filled(count);
  const url = webAddress(page.map((part) => (isVariable(part) ? filled(part) : part)));
  return {
    system,
    type,
    name: [printable(filled(job) ?? system), ...(told === undefined ? [] : [`#${printable(told)}`])].join(' '),
    ...(url !== undefined && { url }),
    ...(told !== undefined && /^\d{1,9}$/.test(told) && { number: Number(told) }),
  };
}

/** What Allure's results say of a build. */
export function executorOf({ system, type, name, url, number }: Build): object {
  return {
    name: system,
    type,
    buildName: name,
    ...(url !== undefined && { url, buildUrl: url }),
    ...(number !== undefined && { buildOrder: number }),
  };
}

interface System {
  readonly system: string;
  readonly type: string;
  /** The variable that is set nowhere else. */
  readonly sign: string;
  /** The variable with the name of the job. */
  readonly job: string;
  /** The variable that counts its builds. */
  readonly count?: string;
  /** The address of the build's page: variables, and what stands between them. */
  readonly page: readonly string[];
}

/** Zuul tells its jobs nothing in the environment by itself: a job passes these on (`zuul.build`, `zuul.job` and so on). */
const systems: readonly System[] = [
  {
    system: 'GitHub Actions',
    type: 'github',
    sign: 'GITHUB_RUN_ID',
    job: 'GITHUB_WORKFLOW',
    count: 'GITHUB_RUN_NUMBER',
    page: ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'actions', 'runs', 'GITHUB_RUN_ID'],
  },
  {
    system: 'GitLab CI',
    type: 'gitlab',
    sign: 'GITLAB_CI',
    job: 'CI_JOB_NAME',
    count: 'CI_PIPELINE_IID',
    page: ['CI_JOB_URL'],
  },
  {
    system: 'Jenkins',
    type: 'jenkins',
    sign: 'JENKINS_URL',
    job: 'JOB_NAME',
    count: 'BUILD_NUMBER',
    page: ['BUILD_URL'],
  },
  {
    system: 'Zuul',
    type: 'zuul',
    sign: 'ZUUL_BUILD',
    job: 'ZUUL_JOB',
    page: ['ZUUL_URL', 't', 'ZUUL_TENANT', 'build', 'ZUUL_BUILD'],
  },
];

function isVariable(part: string): boolean {
  return /^[A-Z_]+$/.test(part);
}

/** An address as it may stand in a link, with who signs in taken out; undefined where a part is not known or it is none of the web's. */
function webAddress(parts: readonly (string | undefined)[]): string | undefined {
  const text = parts.map((part) => part?.replace(/\/+$/, '')).join('/');
  if (parts.includes(undefined) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  url.username = '';
  url.password = '';
  return url.href;
}
