import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { readGateCommandLine } from '../../support/gate/options';
import { buildIn } from '../../support/reporting/allure/build';
import { reportFiles } from '../../support/reporting/reports';

const root = join(__dirname, '..', '..');
const folder = join(root, 'docs', 'ci');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$|file$/.test(name));

/** What stands for a number that the pipeline fills in. */
const filled = (text: string): string =>
  text.replaceAll(/\$\{\{ matrix\.part \}\}|\$CI_NODE_INDEX/g, '1').replaceAll('$CI_NODE_TOTAL', '3');

/** The commands of npm in a file: the script's name and its arguments. */
function commandsIn(name: string): readonly (readonly [script: string, argv: readonly string[]])[] {
  const found = filled(textOf(name)).matchAll(/npm run (?:--silent )?(\w+)(?: -- ([^'"\n#]*))?/g);
  return [...found].map(([, script = '', argv = '']) => [
    script,
    argv.split('\\')[0]?.trim().split(/\s+/).filter(Boolean) ?? [],
  ]);
}

describe('the samples for pipelines', () => {
  it('are there, each named in their README', () => {
    const readme = textOf('README.md');
    for (const name of [
      'github-actions.yml',
      'github-actions-parts.yml',
      'gitlab-ci.yml',
      'gitlab-ci-parts.yml',
      'Jenkinsfile',
      'zuul/zuul.yaml',
      'Containerfile',
    ]) {
      assert.ok(files.includes(name), name);
      assert.ok(readme.includes(`(${name})`), name);
    }
  });

  it('are YAML without mistakes and without doubled keys', () => {
    for (const name of files.filter((each) => /\.ya?ml$/.test(each))) {
      const problems = [...parseAllDocuments(textOf(name))].flatMap(({ errors, warnings }) => [...errors, ...warnings]);
      assert.deepEqual(problems, [], name);
    }
  });

  it('run commands that there are, with options that the gate knows', () => {
    const scripts = readFileSync(join(root, 'package.json'), 'utf8');
    for (const name of files) {
      for (const [script, argv] of commandsIn(name)) {
        assert.ok(scripts.includes(`"${script}": `), `${name}: npm run ${script}`);
        if (script !== 'acceptance' || argv.includes('N/M')) continue;
        const line = readGateCommandLine(argv);
        assert.equal(line.kind, 'run', `${name}: npm run ${script} -- ${argv.join(' ')}`);
      }
    }
  });

  it('keep reports by names that a run writes', () => {
    const written: readonly string[] = [...Object.values(reportFiles), 'history.json', 'ledger', 'README.md'];
    for (const name of files) {
      for (const [, file = ''] of textOf(name).matchAll(
        /(?:reports|local-delete)\/([\w-]+\.(?:md|xml|html|json|ndjson))/g,
      )) {
        assert.ok(written.includes(file), `${name}: ${file}`);
      }
    }
  });

  it('of Zuul pass on all that a run tells of its build', () => {
    const values = new Map(
      Object.entries({ build: 'ab12', job: 'gate', tenant: 'openstack', zuul_web: 'https://zuul.example' }),
    );
    const passed = [...textOf('zuul/run.yaml').matchAll(/^ +(ZUUL_\w+): '\{\{ (?:zuul\.)?(\w+) \}\}'$/gm)];
    const env = Object.fromEntries(passed.map(([, name = '', value = '']) => [name, values.get(value)]));
    assert.deepEqual(buildIn(env), {
      system: 'Zuul',
      type: 'zuul',
      name: 'gate',
      url: 'https://zuul.example/t/openstack/build/ab12',
    });
    assert.match(textOf('zuul/zuul.yaml'), /^ {6}zuul_web: https:\/\/\S+$/m);
  });

  it('show the summary and keep the reports of a red run as well', () => {
    assert.equal(textOf('github-actions.yml').match(/if: always\(\)/g)?.length, 2);
    assert.match(textOf('gitlab-ci.yml'), /artifacts:\n {4}when: always\n/);
    assert.match(textOf('Jenkinsfile'), /post \{\n {4}always \{\n/);
  });
});

describe('the container file', () => {
  it('starts what package.json starts, from files that there are', () => {
    const [, entry = '[]'] = /^ENTRYPOINT (\[.*\])$/m.exec(textOf('Containerfile')) ?? [];
    const words: unknown = JSON.parse(entry);
    assert.ok(Array.isArray(words));
    assert.ok(readFileSync(join(root, 'package.json'), 'utf8').includes(`"acceptance": "${words.join(' ')}"`));
    for (const file of words.slice(2)) assert.ok(existsSync(join(root, String(file))), String(file));
  });

  it('takes no files with passwords into the image', () => {
    const ignored = textOf('Containerfile.dockerignore').split('\n');
    for (const name of ['clouds.yaml', 'secure.yaml', 'acceptance.yaml', 'node_modules'])
      assert.ok(ignored.includes(name), name);
  });
});
