import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Ledger, type FormerService } from '../../support/safety/ledger';
import { ownWhereabouts } from '../../support/safety/whereabouts';

const enabled: FormerService = { status: 'enabled', disabledReason: undefined, forcedDown: false };

describe('the ledger', () => {
  let directory: string;
  let ledger: Ledger;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-'));
    ledger = new Ledger('abc123', join(directory, 'ledger', 'abc123.jsonl'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** The lines of the file without their times. */
  const lines = (): unknown[] => {
    const text = readFileSync(ledger.file, 'utf8').trimEnd();
    return text.split('\n').map((line): unknown => {
      assert.match(line, /"at":"\d{4}-\d\d-\d\dT[\d:.]+Z",/);
      return JSON.parse(line.replace(/"at":"[^"]+",/, ''));
    });
  };

  it('has each line on disk before anything else happens', () => {
    const opened = ledger.open('LD-1', { kind: 'server', name: 'ld-abc123-LD-1-server' });
    assert.deepEqual(lines(), [
      { run: 'abc123', what: 'begun', cloud: 'embedded', release: '2025.1', ...ownWhereabouts() },
      {
        run: 'abc123',
        number: 1,
        what: 'open',
        scenario: 'LD-1',
        entry: { kind: 'server', name: 'ld-abc123-LD-1-server' },
      },
    ]);
    ledger.made(opened, 'uuid-1');
    ledger.settle(opened);
    assert.deepEqual(lines().slice(2), [
      { run: 'abc123', number: 1, what: 'made', uuid: 'uuid-1' },
      { run: 'abc123', number: 1, what: 'settled' },
    ]);
  });

  it('is for its owner alone, for it tells of a cloud', () => {
    ledger.open('LD-1', { kind: 'path', neighbour: 'Placement' });
    assert.equal(statSync(ledger.file).mode & 0o777, 0o600);
  });

  it('knows what is open, with the uuid once there is one', () => {
    const server = ledger.open('LD-1', { kind: 'server', name: 'blue' });
    ledger.made(server, 'uuid-1');
    const path = ledger.open('LD-1', { kind: 'path', neighbour: 'Placement' });
    assert.deepEqual(
      ledger.entries().map(({ entry, uuid }) => [entry.kind, uuid]),
      [
        ['server', 'uuid-1'],
        ['path', undefined],
      ],
    );
    ledger.settle(server);
    assert.deepEqual(ledger.entries(), [path]);
  });

  it('owns what it has made, also when that is settled, and nothing else', () => {
    const server = ledger.open('LD-1', { kind: 'server', name: 'blue' });
    assert.equal(ledger.owns('uuid-1'), false);
    ledger.made(server, 'uuid-1');
    ledger.settle(server);
    ledger.open('LD-6', { kind: 'placeholder', consumer: 'uuid-2' });
    assert.deepEqual(
      ['uuid-1', 'uuid-2', 'uuid-3'].map((uuid) => ledger.owns(uuid)),
      [true, true, false],
    );
  });

  it('keeps the first former state of a host that is disturbed twice', () => {
    ledger.open('LD-1', { kind: 'service', host: 'compute-1', former: enabled });
    ledger.open('LD-1', { kind: 'service', host: 'compute-1', former: { ...enabled, forcedDown: true } });
    ledger.open('LD-1', { kind: 'service', host: 'compute-2', former: enabled });
    assert.deepEqual(
      ledger.entries().map(({ entry }) => entry),
      [
        { kind: 'service', host: 'compute-1', former: enabled },
        { kind: 'service', host: 'compute-2', former: enabled },
      ],
    );
  });

  it('leaves no file behind when all is settled, and keeps it when something is open', () => {
    const opened = ledger.open('LD-1', { kind: 'compute process', host: 'compute-1' });
    ledger.close();
    assert.equal(existsSync(ledger.file), true);
    ledger.settle(opened);
    ledger.close();
    assert.equal(existsSync(ledger.file), false);
  });
});
