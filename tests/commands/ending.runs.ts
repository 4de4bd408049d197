import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../support/gate/surroundings';
import { emptyFolder } from '../gate/fixture-run';
import { summaryOf } from '../gate/read-reports';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script of the project as its commands are run, in a folder; stdout may go to a file. */
async function run(script: string, argv: readonly string[], folder = projectRoot, stdout = 'pipe'): Promise<Ended> {
  const file = join(projectRoot, script);
  const child = spawn(process.execPath, ['-r', join(projectRoot, 'config', 'typescript.cjs'), file, ...argv], {
    cwd: folder,
    env: { ...process.env, TS_NODE_PROJECT: join(projectRoot, 'tsconfig.json') },
    stdio: ['ignore', stdout === 'pipe' ? 'pipe' : openSync(stdout, 'w'), 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, output };
}

const ending = (...argv: readonly string[]): Promise<Ended> => run('tests/gate/fixtures/ending.ts', argv);

describe('a command', () => {
  it('ends with the code that it comes to', async () => {
    assert.deepEqual(await ending('with its own code'), { code: 3, output: '' });
  });

  for (const [way, told] of [
    ['by throwing', 'told: Error: thrown\n'],
    ['by an error that nobody catches', 'told: Error: in a timer\n'],
    ['by a promise that nobody waits for', 'told: Error: nobody waits\n'],
    ['by process.exit', 'told: Error: something called process.exit(0) before the end\n'],
    ['because nothing is left to wait for', 'told: Error: nothing was left to wait for before the end\n'],
  ] as const) {
    it(`ends with 2, and is heard, when it ends ${way}`, async () => {
      assert.deepEqual(await ending(way), { code: 2, output: told });
    });
  }

  it('ends with 2, and is heard, when it cannot even tell what went wrong', async () => {
    const { code, output } = await ending('by throwing', 'by throwing');
    assert.equal(code, 2);
    assert.match(output, /^NOT DONE: thrown\n[^]*NOT DONE: nor can that be told\n/);
  });

  it('ends with 2 and tells file, line and words when its code is no TypeScript', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'broken.ts'), 'const one = 1;\nconst two = ;\n');
    const file = join(folder, 'command.ts');
    writeFileSync(file, "import './broken';\n");
    const child = spawn(process.execPath, ['-r', join(projectRoot, 'config', 'typescript.cjs'), file], {
      cwd: folder,
      env: { ...process.env, TS_NODE_PROJECT: join(projectRoot, 'tsconfig.json') },
    });
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    await once(child, 'close');
    assert.deepEqual([child.exitCode, told], [2, 'NOT RUN: broken.ts:2 Expression expected\n']);
  });
});

describe('the commands of the project, when reports cannot be written,', () => {
  const spoilt = (): string => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'reports'), 'of somebody');
    return folder;
  };

  for (const [script, argv] of [
    ['acceptance', ['--tags', '@LD-1', '--allure', 'none']],
    ['soak', ['1', '--tags', '@LD-1']],
    ['cleanup', []],
    ['report', []],
  ] as const) {
    it(`end with 2 and say so: ${script} ${argv.join(' ')}`, async () => {
      const reports = join(spoilt(), 'reports');
      const { code, output } = await run(`support/commands/${script}.ts`, [...argv, '--reports', reports]);
      assert.equal(code, 2, output);
      assert.ok(output.includes(reports), output);
      assert.doesNotMatch(output, /\n\s+at /);
    });
  }

  it('end with 2 and leave nothing running: stub', async () => {
    const { code, output } = await run('support/commands/stub.ts', [], spoilt());
    assert.equal(code, 2, output);
    assert.match(
      output,
      /^NOT DONE: reports\/stub\/\d+\/clouds\.yaml, by which .*: a file is in the place of its folder\n$/,
    );
  });
});

describe('the gate', () => {
  const gate = 'tests/gate/fixtures/gate-on.ts';

  it('is red by an error that nobody caught and no scenario tells of, and goes on to the end', async () => {
    const reports = emptyFolder();
    const { code, output } = await run(gate, ['uncaught', reports, '--tags', '@LD-1 or @LD-2', '--order', 'defined']);
    assert.equal(code, 1, output);
    assert.match(output, /\nrun itself\n {2}the second error\n/);
    assert.match(output, /\nLD-1 [^\n]+\n[^\n]+\n {2}the first error\n/);
    assert.match(output, /passed {4}LD-2 /);
    const { exitCode, runFailures } = summaryOf({ reports });
    assert.deepEqual([exitCode, runFailures.length], [1, 1]);
  });

  it('fails the step at which an error was thrown that nobody caught, once', async () => {
    const reports = emptyFolder();
    const { code, output } = await run(gate, ['uncaught', reports, '--tags', '@LD-3']);
    assert.equal(code, 1, output);
    assert.match(output, /\nRED: 1 of 1 failed on /);
    assert.deepEqual(summaryOf({ reports }).runFailures, []);
  });

  it('ends with 2 when a step ends the process, and the summary says so', async () => {
    const reports = emptyFolder();
    const { code, output } = await run(gate, ['uncaught', reports, '--tags', '@LD-4']);
    assert.equal(code, 2, output);
    assert.match(output, /\nNOT RUN: the gate itself failed: something called process\.exit\(0\) before the end\n/);
    assert.equal(summaryOf({ reports }).exitCode, 2);
  });

  it('ends with 2 when a step waits for what cannot come any more', async () => {
    const reports = emptyFolder();
    const { code, output } = await run(gate, ['uncaught', reports, '--tags', '@LD-1 or @LD-5', '--order', 'defined']);
    assert.equal(code, 2, output);
    assert.match(
      output,
      /nothing was left to wait for before the end; before that: the first error; before that: the second error\n/,
    );
  });

  it('ends with 2 when nobody can hear it', async () => {
    const reports = join(emptyFolder(), 'reports');
    mkdirSync(reports);
    const { code } = await run(gate, ['green', reports], projectRoot, '/dev/full');
    assert.equal(code, 2);
    assert.match(
      readFileSync(join(reports, 'summary.json'), 'utf8'),
      /it could not be said: no space is left on the disk/,
    );
  });
});
