import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AcceptanceCloud } from '../../support/clouds/remote/acceptance-yaml';
import { commandControl, commandsByHand } from '../../support/clouds/remote/process-control';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'control-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A cloud whose compute is stopped by this command. */
function cloudWith(run: readonly string[], seconds = 20, hosts: readonly string[] = ['compute-1']): AcceptanceCloud {
  const stop = { run, seconds };
  const start = { run: ['true'] };
  return {
    name: 'staging',
    entry: {
      people: { owner: 'owner', operator: 'operator' },
      release: 'zed',
      image: 'i',
      flavor: 'f',
      network: 'n',
      zone: 'z',
      hosts,
      process_control: { compute: { stop, start } },
    },
    placeOf: (...path) => `acceptance.yaml, ${path.join('.')}`,
  };
}

const write = "require('node:fs').writeFileSync(process.argv[1], process.argv.slice(2).join('|'))";

describe('process control by commands', () => {
  it('gives each argument to the program as it is, with the host in its place', async () => {
    const file = join(folder, 'seen');
    await commandControl(
      cloudWith([process.execPath, '-e', write, file, 'root@{host}', '$(touch x); a b']),
    ).stopCompute('compute-1');
    assert.equal(readFileSync(file, 'utf8'), 'root@compute-1|$(touch x); a b');
    assert.ok(!existsSync('x'));
  });

  it('does nothing for a host that is not set aside, nor for a name that could be an option', async () => {
    const file = join(folder, 'seen');
    const control = commandControl(
      cloudWith([process.execPath, '-e', write, file, '{host}'], 20, ['compute-1', '-oX=y']),
    );
    for (const host of ['compute-2', '-oX=y', 'compute-1; true']) {
      await assert.rejects(control.stopCompute(host), /process_control\.compute\.stop is for the hosts compute-1/);
    }
    assert.ok(!existsSync(file));
  });

  it('tells how a command failed: by its code, for want of a program, by its time', async () => {
    const failing = (run: readonly string[], seconds?: number) =>
      commandControl(cloudWith(run, seconds)).stopCompute('compute-1');
    await assert.rejects(failing([process.execPath, '-e', 'console.error("no\\nroute"); process.exit(3)', '{host}']), {
      name: 'ProcessControlFailed',
      message:
        /compute-1 ended with 3: no\n {2}route \(process_control\.compute\.stop: acceptance\.yaml, process_control\.compute\.stop\)$/,
    });
    await assert.rejects(failing(['/nowhere/stop']), /could not be run: there is no program \/nowhere\/stop/);
    await assert.rejects(
      failing([process.execPath, '-e', 'setInterval(() => 0, 1000)'], 0.3),
      /did not end within 0\.3 s and was killed/,
    );
    await assert.rejects(
      commandControl(cloudWith(['true'])).disturb('Placement', { kind: 'refuse' }),
      /has no command process_control\.placement\.refuse/,
    );
  });

  it('can be typed by a person', () => {
    const byHand = commandsByHand(cloudWith(['true']));
    assert.equal(byHand.startCompute('compute-1'), 'true');
    assert.equal(byHand.mend('Placement'), 'let Nova reach Placement again');
  });
});
