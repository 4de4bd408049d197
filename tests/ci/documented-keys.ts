/**
 * The keys of pipelines that the samples use, as their vendors document them: a key that is not here is a typing mistake, or has to be
 * looked up there (docs.gitlab.com/ci/yaml, zuul-ci.org/docs/zuul/latest/config).
 */

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text, minItems: 1 } as const;
const oneOrMore = { anyOf: [text, texts] } as const;

function only(properties: Readonly<Record<string, object>>, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

const gitlabCache = only({
  key: { anyOf: [text, only({ files: { ...texts, maxItems: 2 }, prefix: text }, ['files'])] },
  paths: texts,
  policy: { enum: ['pull', 'push', 'pull-push'] },
  untracked: { type: 'boolean' },
  unprotect: { type: 'boolean' },
  when: { enum: ['on_success', 'on_failure', 'always'] },
  fallback_keys: texts,
});

const gitlabArtifacts = only({
  paths: texts,
  exclude: texts,
  // A merge request shows no other letters.
  expose_as: { ...text, pattern: '^[\\w -]+$', maxLength: 100 },
  name: text,
  untracked: { type: 'boolean' },
  when: { enum: ['on_success', 'on_failure', 'always'] },
  expire_in: text,
  access: { enum: ['all', 'developer', 'maintainer', 'none'] },
  reports: only({ junit: oneOrMore, dotenv: oneOrMore, codequality: oneOrMore }),
});

const gitlabJob = only(
  {
    stage: text,
    image: text,
    timeout: { ...text, pattern: '^\\d+ (minutes|hours)$' },
    parallel: {
      anyOf: [{ type: 'integer', minimum: 1, maximum: 200 }, only({ matrix: { type: 'array' } }, ['matrix'])],
    },
    script: oneOrMore,
    before_script: oneOrMore,
    after_script: oneOrMore,
    when: { enum: ['on_success', 'on_failure', 'always', 'manual', 'delayed', 'never'] },
    needs: texts,
    rules: { type: 'array' },
    variables: { type: 'object' },
    tags: texts,
    retry: { type: 'integer', minimum: 0, maximum: 2 },
    interruptible: { type: 'boolean' },
    allow_failure: { type: 'boolean' },
    cache: { anyOf: [gitlabCache, { type: 'array', items: gitlabCache, maxItems: 4 }] },
    artifacts: gitlabArtifacts,
  },
  ['script'],
);

/** A file for GitLab CI: what is not a key of its own is a job. */
export const gitlabPipeline = {
  type: 'object',
  properties: {
    stages: { ...texts, uniqueItems: true },
    workflow: { type: 'object' },
    include: {},
    default: { type: 'object' },
  },
  additionalProperties: gitlabJob,
};

const zuulJob = only(
  {
    name: text,
    parent: text,
    description: text,
    abstract: { type: 'boolean' },
    voting: { type: 'boolean' },
    timeout: { type: 'integer', minimum: 1 },
    attempts: { type: 'integer', minimum: 1 },
    nodeset: {},
    vars: { type: 'object', propertyNames: { pattern: '^(?!zuul$|nodepool$)[a-z_][a-z0-9_]*$' } },
    roles: { type: 'array', items: only({ zuul: text, name: text }, ['zuul']) },
    'pre-run': oneOrMore,
    run: oneOrMore,
    'post-run': oneOrMore,
    files: oneOrMore,
    'irrelevant-files': oneOrMore,
    'required-projects': oneOrMore,
  },
  ['name'],
);

const zuulJobs = only({ jobs: { type: 'array', items: { anyOf: [text, { type: 'object', maxProperties: 1 }] } } }, [
  'jobs',
]);

/** A file of Zuul's: jobs, and the pipelines of the project with theirs. */
export const zuulConfiguration = {
  type: 'array',
  items: {
    anyOf: [
      only({ job: zuulJob }, ['job']),
      only({ project: { type: 'object', properties: { name: text }, additionalProperties: zuulJobs } }, ['project']),
    ],
  },
};

/** The modules and roles of Ansible that the samples use, with their arguments. */
const task = only({
  name: text,
  command: text,
  args: only({ chdir: text }),
  environment: { type: 'object', additionalProperties: text },
  synchronize: only({ src: text, dest: text, mode: { enum: ['pull', 'push'] }, verify_host: { type: 'boolean' } }, [
    'src',
    'dest',
  ]),
  zuul_return: only({ data: { type: 'object' } }, ['data']),
});

/** A playbook of Ansible. */
export const playbook = {
  type: 'array',
  items: only(
    {
      hosts: text,
      roles: { type: 'array', items: only({ role: text, vars: { type: 'object' } }) },
      tasks: { type: 'array', items: task },
    },
    ['hosts'],
  ),
};
