import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { fileOf, startStub, type StubProcess } from './stub-process';

const running: StubProcess[] = [];

function start(...argv: readonly string[]): StubProcess {
  const stub = startStub(...argv);
  running.push(stub);
  return stub;
}

async function startServing(
  ...argv: readonly string[]
): Promise<{ readonly child: StubProcess; readonly file: string }> {
  const child = start(...argv);
  return { child, file: await fileOf(child) };
}

async function runToEnd(...argv: readonly string[]): Promise<{ readonly code: number | null; readonly told: string }> {
  const child = start(...argv);
  const [told] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, told };
}

const addressIn = (file: string): unknown => {
  const clouds: unknown = parse(readFileSync(file, 'utf8'));
  return JSON.stringify(clouds).match(/"auth_url":"([^"]+)"/)?.[1];
};

describe('npm run stub', () => {
  after(() => {
    for (const child of running) child.kill('SIGKILL');
  });

  it('writes a clouds.yaml of its own, which a second one leaves alone and its end takes away', async () => {
    const [one, other] = await Promise.all([startServing(), startServing('--release', 'zed')]);
    assert.notEqual(one.file, other.file);
    assert.notEqual(addressIn(one.file), addressIn(other.file));
    assert.equal(statSync(one.file).mode & 0o777, 0o600);
    one.child.kill('SIGTERM');
    await once(one.child, 'exit');
    assert.equal(existsSync(one.file), false);
    assert.ok(existsSync(other.file));
    other.child.kill('SIGINT');
    assert.deepEqual(await once(other.child, 'exit'), [0, null]);
  });

  it('tells in one line that another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    assert.ok(typeof address === 'object' && address !== null);
    const { code, told } = await runToEnd('--port', String(address.port));
    other.close();
    assert.equal(code, 2);
    assert.equal(
      told,
      `NOT DONE: cannot listen on 127.0.0.1:${address.port} (0 takes any free port): another program has this port\n`,
    );
  });

  it('tells which releases it plays, and how it is used', async () => {
    const { code, told } = await runToEnd('--release', '2023.1');
    assert.equal(code, 2);
    assert.match(
      told,
      /^the embedded cloud does not play 2023\.1: .*\(known: zed, 2025\.1, 2026\.2\)\n\nnpm run stub /,
    );
  });
});
