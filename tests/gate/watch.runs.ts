import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const root = resolve(__dirname, '..', '..');
const feature = readFileSync(join(root, 'features', 'local-delete', 'forced-down-host.feature'), 'utf8');
const deadline = 60_000;

/** A watch in a process of its own, with all that it has said. */
class Watch {
  readonly #child: ChildProcess;
  #text = '';
  #read = 0;
  #told: () => void = () => undefined;
  readonly ended: Promise<number | null>;

  constructor(...words: readonly string[]) {
    const argv = ['-r', './config/typescript.cjs', 'support/commands/acceptance.ts', '--watch', ...words];
    this.#child = spawn(process.execPath, argv, { cwd: root, stdio: 'pipe', detached: true });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#text += chunk.toString();
        this.#told();
      });
    }
    this.ended = new Promise((resolve) => this.#child.on('exit', resolve));
  }

  /** What is said up to the words, since the last time. */
  async says(words: RegExp): Promise<string> {
    const late = AbortSignal.timeout(deadline);
    for (;;) {
      const found = words.exec(this.#text.slice(this.#read));
      if (found !== null) {
        const end = this.#read + found.index + found[0].length;
        const said = this.#text.slice(this.#read, end);
        this.#read = end;
        return said;
      }
      await new Promise<void>((resolve, reject) => {
        this.#told = resolve;
        late.onabort = () => {
          reject(new Error(`it should say ${String(words)}, but says:\n${this.#text.slice(this.#read)}`));
        };
      });
    }
  }

  /** Sends a signal to all its processes, as a terminal does. */
  signal(signal: 'SIGINT' | 'SIGKILL'): void {
    process.kill(-(this.#child.pid ?? 0), signal);
  }
}

describe('a watch', () => {
  let folder = '';
  let watch: Watch;
  const save = (text: string, name = 'a.feature'): void => {
    writeFileSync(join(folder, name), text);
  };
  const ready = /Watching .*\n/;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watch-'));
    watch = new Watch(folder, '--reports', join(folder, 'reports'));
    // A folder without any feature is a mistake, as it is for a run.
    assert.match(await watch.says(/\n/), /^NOT RUN: there is no feature file in the folder/);
    assert.equal(await watch.ended, 2);
    save(feature);
    watch = new Watch(folder, '--reports', join(folder, 'reports'));
    await watch.says(ready);
  });

  after(() => {
    try {
      watch.signal('SIGKILL');
    } catch {
      // It has ended, as it should.
    }
    rmSync(folder, { recursive: true });
  });

  it('runs a feature that is saved, by itself', async () => {
    save(`${feature}\n`);
    assert.match(await watch.says(ready), /1 of 1 {2}passed +LD-1 [^]*\n1 scenario passed on the embedded cloud/);
  });

  it('tells what the linter finds, and the step that was meant', async () => {
    save(feature.replace('is running', 'is runing').replace('The host is forced down', 'Too short'));
    const said = await watch.says(ready);
    assert.match(said, /a\.feature:13 {2}the title "Too short" has 2 words\. Mend: /);
    assert.match(said, /nearest: a server is running on a host\n[^]*RED: 1 of 1 undefined/);
  });

  it('goes on after a feature that is half typed, empty, or no Gherkin', async () => {
    for (const half of [
      feature.slice(0, feature.indexOf('When ') + 3),
      feature.replace('Scenario:', 'Scenario'),
      '',
      '\u0000\u001b[2J',
    ]) {
      save(half);
      assert.match(await watch.says(ready), /NOT RUN: |RED: /);
    }
    save(feature);
    assert.match(await watch.says(ready), /\n1 scenario passed on/);
  });

  it('goes on when a feature is deleted, and runs it when it is there again', async () => {
    save(feature.replace('@LD-1\n', '@LD-1.other\n'), 'b.feature');
    await watch.says(ready);
    rmSync(join(folder, 'b.feature'));
    assert.match(await watch.says(/is gone\n/), /b\.feature is gone/);
    save(feature.replace('@LD-1\n', '@LD-1.again\n'), 'b.feature');
    assert.match(await watch.says(ready), /LD-1\.again [^]*\n1 scenario passed on/);
  });

  it('leaves the reports of another watch alone, and ends with 130 by Ctrl-C', async () => {
    const other = new Watch(folder, '--reports', join(folder, 'reports'));
    await other.says(ready);
    save(`${feature}\n\n`);
    assert.match(await watch.says(ready), /\n1 scenario passed on/);
    assert.match(await other.says(ready), /\n1 scenario passed on/);
    assert.deepEqual(
      readdirSync(join(folder, 'reports')).filter((name) => name.startsWith('watch')),
      ['watch', 'watch-2'],
    );
    for (const each of [other, watch]) {
      each.signal('SIGINT');
      assert.equal(await each.ended, 130);
    }
  });
});
