import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildIn } from '../../support/reporting/allure/build';

describe('the build that a run is a part of', () => {
  it('is none where no CI runs it', () => {
    assert.equal(buildIn({ PATH: '/bin', JENKINS_URL: ' ', CI: 'true' }), undefined);
  });

  it('is told by GitHub', () => {
    const env = {
      GITHUB_RUN_ID: '99',
      GITHUB_RUN_NUMBER: '12',
      GITHUB_WORKFLOW: 'acceptance',
      GITHUB_SERVER_URL: 'https://github.com/',
      GITHUB_REPOSITORY: 'a/b',
    };
    assert.deepEqual(buildIn(env), {
      system: 'GitHub Actions',
      type: 'github',
      name: 'acceptance #12',
      url: 'https://github.com/a/b/actions/runs/99',
      number: 12,
    });
  });

  it('is told by GitLab', () => {
    const env = { GITLAB_CI: 'true', CI_JOB_NAME: 'gate', CI_PIPELINE_IID: '4', CI_JOB_URL: 'https://g/a/-/jobs/1' };
    assert.deepEqual(buildIn(env), {
      system: 'GitLab CI',
      type: 'gitlab',
      name: 'gate #4',
      url: 'https://g/a/-/jobs/1',
      number: 4,
    });
  });

  it('is told by Jenkins, without who signs in there', () => {
    const env = { JENKINS_URL: 'https://j/', JOB_NAME: 'a/b', BUILD_NUMBER: '7', BUILD_URL: 'https://me:pw@j/job/7/' };
    assert.deepEqual(buildIn(env), {
      system: 'Jenkins',
      type: 'jenkins',
      name: 'a/b #7',
      url: 'https://j/job/7',
      number: 7,
    });
  });

  it('is told by Zuul, where its job passes that on', () => {
    const env = {
      ZUUL_BUILD: 'ab12',
      ZUUL_JOB: 'gate',
      ZUUL_URL: 'https://zuul.example.org',
      ZUUL_TENANT: 'openstack',
    };
    assert.deepEqual(buildIn(env), {
      system: 'Zuul',
      type: 'zuul',
      name: 'gate',
      url: 'https://zuul.example.org/t/openstack/build/ab12',
    });
  });

  it('has no link where its address is not known whole or is none of the web', () => {
    assert.equal(buildIn({ ZUUL_BUILD: 'ab12', ZUUL_TENANT: 'openstack' })?.url, undefined);
    assert.equal(buildIn({ JENKINS_URL: 'x', BUILD_URL: 'javascript:alert(1)' })?.url, undefined);
  });

  it('has no number where that is no whole one, and a name that does nothing to a terminal', () => {
    const build = buildIn({ GITLAB_CI: '1', CI_JOB_NAME: '\u001b[2J', CI_PIPELINE_IID: 'x' });
    assert.deepEqual(build, { system: 'GitLab CI', type: 'gitlab', name: '\\u001b[2J #x' });
  });
});
