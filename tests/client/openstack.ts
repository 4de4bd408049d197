import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, type Expected, isAsExpected, isObject, tell } from './expect';

/** What a command of the client has done. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The microversions that a command asks for; the client's own defaults where they are left out. */
export interface Versions {
  readonly compute?: string;
  readonly placement?: string;
  readonly volume?: string;
}

/** The Python of Debian's packages. */
export const python = '/usr/bin/python3';
const program = '/usr/bin/openstack';

/** Debian's openstack client as one of the people of a clouds.yaml. */
export class OpenStack {
  readonly #driver: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #told = '';

  /** Starts it. Throws when it is not installed. */
  constructor(cloudsYaml: string, person: string) {
    assert.ok(
      existsSync(program),
      `${program} is missing: apt-get install python3-openstackclient python3-osc-placement python3-os-traits`,
    );
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, OS_CLIENT_CONFIG_FILE: cloudsYaml, OS_CLOUD: person };
    this.#driver = spawn(python, [join(__dirname, 'run_commands.py')], { env });
    this.#driver.stderr.on('data', (chunk: Buffer) => (this.#told += chunk.toString()));
    this.#answers = createInterface({ input: this.#driver.stdout })[Symbol.asyncIterator]();
  }

  /** Runs a command, like `server show blue`; words with blanks are in double quotes. */
  async run(command: string, versions: Versions = {}): Promise<CommandResult> {
    const env = Object.fromEntries(
      Object.entries(versions).map(([service, version]) => [`OS_${service.toUpperCase()}_API_VERSION`, version]),
    );
    this.#driver.stdin.write(`${JSON.stringify({ words: wordsOf(command), env })}\n`);
    const answer = await this.#answers.next();
    assert.ok(answer.done !== true, `the client broke down at "${command}": ${this.#told}`);
    return readResult(JSON.parse(answer.value));
  }

  /** Runs a command that ends well, says nothing beside its output and shows JSON. */
  async show(command: string, versions: Versions = {}): Promise<unknown> {
    const { code, out, err } = await this.run(`${command} -f json`, versions);
    assert.deepEqual([code, err], [0, ''], `openstack ${command}`);
    return JSON.parse(out);
  }

  /** Runs a command that ends well and says nothing at all. */
  async do(command: string, versions: Versions = {}): Promise<void> {
    const result = await this.run(command, versions);
    assert.deepEqual(result, { code: 0, out: '', err: '' }, `openstack ${command}`);
  }

  /** Runs a command that fails with these words. */
  async fail(command: string, words: RegExp, versions: Versions = {}): Promise<void> {
    const { code, err } = await this.run(command, versions);
    assert.notEqual(code, 0, `openstack ${command} did not fail`);
    assert.match(err, words, `openstack ${command}`);
  }

  /** Shows something again and again until it is as expected, for 20 s at most. */
  async until(command: string, expected: Expected): Promise<void> {
    const end = performance.now() + 20_000;
    let shown = await this.show(command);
    while (!isAsExpected(shown, expected) && performance.now() < end) shown = await this.show(command);
    expect(shown, expected, command);
  }

  async close(): Promise<void> {
    this.#driver.stdin.end();
    await once(this.#driver, 'exit');
  }
}

function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

function readResult(answer: unknown): CommandResult {
  assert.ok(isObject(answer));
  const { code, out, err } = answer;
  assert.ok(typeof code === 'number' && typeof out === 'string' && typeof err === 'string', tell(answer));
  return { code, out, err };
}
