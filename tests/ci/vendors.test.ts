import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { checkBy } from '../../support/check';
import { gitlabPipeline, playbook, zuulConfiguration } from './documented-keys';

const textOf = (name: string): string => readFileSync(join(__dirname, '..', '..', 'docs', 'ci', name), 'utf8');

interface Job {
  readonly stage?: string;
  readonly needs?: readonly string[];
}

const isPipeline = checkBy<{ readonly stages?: readonly string[] } & Readonly<Record<string, Job>>>(gitlabPipeline);

/** The text with a mistake in it, which is there once at least. */
function withMistake(text: string, right: string, wrong: string): string {
  assert.ok(text.includes(right), right);
  return text.replaceAll(right, wrong);
}

describe("what GitHub's own parser says of its samples", () => {
  it('is nothing, and something of each mistake', () => {
    const samples = ['github-actions.yml', 'github-actions-parts.yml'].map(textOf);
    const [, parts = ''] = samples;
    const mistakes = [
      ['timeout-minutes:', 'timeout:', /Unexpected value 'timeout'/],
      ['- uses:', '- use:', /Unexpected value 'use'/],
      ['matrix.part }}', 'matri.part }}', /Unrecognized named-value: 'matri'/],
      ['needs: part', 'needs: parts', /depends on unknown job 'parts'/],
    ] as const;
    const [first, second, ...others] = problemsOf([
      ...samples,
      ...mistakes.map(([right, wrong]) => withMistake(parts, right, wrong)),
    ]);
    assert.deepEqual([first, second], [[], []]);
    for (const [index, [, , told]] of mistakes.entries()) assert.match(others[index]?.join('\n') ?? '', told);
  });
});

const areProblems = checkBy<readonly (readonly string[])[]>({
  type: 'array',
  items: { type: 'array', items: { type: 'string' } },
});

/** The problems of each workflow. */
function problemsOf(texts: readonly string[]): readonly (readonly string[])[] {
  const argv = ['-r', './config/typescript.cjs', join(__dirname, 'fixtures', 'parse-workflows.ts')];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', input: texts.join('\0') });
  assert.equal(stderr, '');
  const problems: unknown = JSON.parse(stdout);
  assert.ok(areProblems(problems));
  return problems;
}

describe('the samples of other vendors have the keys that these document', () => {
  for (const [schema, names, mistakes] of [
    [
      gitlabPipeline,
      ['gitlab-ci.yml', 'gitlab-ci-parts.yml'],
      [
        ['artifacts:', 'artefacts:'],
        ['when: always', 'when: allways'],
        ['expose_as: Local delete', 'expose_as: Local/delete'],
        ['script:', 'scripts:'],
      ],
    ],
    [
      zuulConfiguration,
      ['zuul/zuul.yaml'],
      [
        ['post-run:', 'post_run:'],
        ['timeout: 1800', 'timeout: 30 minutes'],
        ['- project:', '- projects:'],
      ],
    ],
    [playbook, ['zuul/run.yaml', 'zuul/post.yaml'], [['hosts:', 'host:']]],
  ] as const) {
    for (const name of names) {
      it(name, () => {
        const isRight = checkBy(schema);
        assert.ok(isRight(parse(textOf(name))), isRight.told(name));
        for (const [right, wrong] of mistakes) {
          if (textOf(name).includes(right)) assert.ok(!isRight(parse(withMistake(textOf(name), right, wrong))), wrong);
        }
      });
    }
  }

  it("and GitLab's name only stages and jobs that there are", () => {
    const pipeline: unknown = parse(textOf('gitlab-ci-parts.yml'));
    assert.ok(isPipeline(pipeline));
    const { stages = [], ...jobs } = pipeline;
    for (const job of Object.values(jobs)) {
      assert.ok(stages.includes(job.stage ?? 'test'), job.stage);
      for (const other of job.needs ?? []) assert.ok(other in jobs, other);
    }
  });
});

describe('what a linter says of the container file', () => {
  it('is nothing', () => {
    assert.deepEqual(validate(textOf('Containerfile')), []);
  });

  it('is something of each mistake', () => {
    for (const [right, wrong, told] of [
      ['WORKDIR', 'WORKDIRS', /Unknown instruction: WORKDIRS/],
      ['USER node', 'USER', /has no arguments/],
      ['VOLUME /suite/reports', 'VOLUME', /has no arguments/],
    ] as const) {
      const problems = validate(withMistake(textOf('Containerfile'), right, wrong)).map(({ message }) =>
        JSON.stringify(message),
      );
      assert.match(problems.join('\n'), told);
    }
  });
});
