import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkCode, type CheckedCode } from '../../support/gate/code-check';
import { emptyFolder } from './fixture-run';

/** A project with these steps, which may use what is beside them. */
function projectWith(steps: string): CheckedCode {
  const root = emptyFolder();
  const options = { strict: true, noEmit: true, types: [], lib: ['es2023'], module: 'commonjs' };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['steps'] }));
  mkdirSync(join(root, 'steps'));
  writeFileSync(join(root, 'world.ts'), 'export const hosts = 3;\n');
  writeFileSync(join(root, 'steps', 'hosts.ts'), steps);
  return { root, project: 'tsconfig.json', sources: ['steps'], memory: join('cache', 'good') };
}

describe('the check of the code', () => {
  it('finds nothing in what is good, and remembers that until it changes', async () => {
    const code = projectWith("import { hosts } from '../world';\nexport const twice: number = hosts * 2;\n");
    assert.deepEqual(await checkCode(code), []);
    // A second look would find this.
    writeFileSync(join(code.root, 'world.ts'), "export const hosts = 'three';\n");
    assert.deepEqual(await checkCode(code), []);
    writeFileSync(join(code.root, 'world.ts'), 'export const hosts = 3;\n');
    writeFileSync(join(code.root, 'steps', 'hosts.ts'), 'export const twice: number = "two";\n');
    assert.deepEqual(await checkCode(code), ["steps/hosts.ts:1:14 Type 'string' is not assignable to type 'number'."]);
    assert.equal((await checkCode(code)).length, 1);
  });

  it('remembers what was written anew and is the same', async () => {
    const steps = "import { hosts } from '../world';\nexport const twice: number = hosts * 2;\n";
    const code = projectWith(steps);
    assert.deepEqual(await checkCode(code), []);
    writeFileSync(join(code.root, 'world.ts'), "export const hosts = 'three';\n");
    writeFileSync(join(code.root, 'steps', 'hosts.ts'), steps);
    assert.deepEqual(await checkCode(code), []);
  });

  it('tells file, line, column and words of each mistake', async () => {
    const code = projectWith('export const a: number = "a";\n\nexport const b = a.lenght;\n');
    assert.deepEqual(await checkCode(code), [
      "steps/hosts.ts:1:14 Type 'string' is not assignable to type 'number'.",
      "steps/hosts.ts:3:20 Property 'lenght' does not exist on type 'number'.",
    ]);
    writeFileSync(join(code.root, 'steps', 'hosts.ts'), '\nexport const b = ;\n');
    assert.deepEqual(await checkCode(code), ['steps/hosts.ts:2:18 Expression expected.']);
  });

  it('goes on without a memory where that cannot be written', async () => {
    const code = projectWith('export const a = 1;\n');
    writeFileSync(join(code.root, 'cache'), '');
    assert.deepEqual(await checkCode(code), []);
    assert.equal(existsSync(join(code.root, 'cache', 'good')), false);
  });

  it('is never passed because its configuration is wrong', async () => {
    const code = projectWith('export const a = 1;\n');
    writeFileSync(join(code.root, 'tsconfig.json'), '{ "extends": "./nowhere.json", "include": ["steps"] }');
    assert.match((await checkCode(code)).join(), /nowhere\.json/);
    writeFileSync(join(code.root, 'tsconfig.json'), '{ "include": ["elsewhere"] }');
    assert.match((await checkCode(code)).join(), /No inputs were found/);
  });
});
