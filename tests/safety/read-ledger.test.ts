import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { clearReports } from '../../support/reporting/reports';
import { Ledger, type Entry } from '../../support/safety/ledger';
import { leftLedgers, readLedger, reopen } from '../../support/safety/read-ledger';
import { ownWhereabouts, stillGoesOn } from '../../support/safety/whereabouts';

const everyKind: readonly Entry[] = [
  { kind: 'path', neighbour: 'Placement' },
  { kind: 'compute process', host: 'compute-1' },
  { kind: 'service', host: 'compute-1', former: { status: 'disabled', disabledReason: 'kept', forcedDown: true } },
  { kind: 'server', name: 'ld-abc123-LD-1-blue' },
  { kind: 'placeholder', consumer: '4f0cf1b5-8b6c-4b63-9c3b-1c1f9c0e6a77' },
  { kind: 'port', name: 'ld-abc123-LD-5-port' },
  { kind: 'server group', name: 'ld-abc123-LD-2-affinity' },
  { kind: 'flavor', name: 'ld-abc123-LD-58-flavor' },
  { kind: 'lease', host: 'compute-1' },
];

describe('reading a ledger', () => {
  let folder: string;
  let ledger: Ledger;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgers-'));
    ledger = new Ledger(
      'abc123',
      join(folder, 'ledger', 'abc123.jsonl'),
      { cloud: 'staging', release: 'zed' },
      'flushed',
    );
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds what was open, of every kind, and where the run was', () => {
    const opened = everyKind.map((entry) => ledger.open('LD-1', entry));
    const [, , , server] = opened;
    assert.ok(server);
    ledger.made(server, 'uuid-1');
    const [path] = opened;
    assert.ok(path);
    ledger.settle(path);
    const read = readLedger(ledger.file);
    assert.deepEqual(read.about, { cloud: 'staging', release: 'zed', ...ownWhereabouts() });
    assert.deepEqual(read.open, ledger.entries());
    assert.equal(read.run, 'abc123');
  });

  it('goes on where the run was broken off', () => {
    for (const entry of everyKind) ledger.open('LD-1', entry);
    const again = reopen(readLedger(ledger.file), 'flushed');
    const next = again.open('LD-1', { kind: 'server', name: 'another' });
    assert.equal(next.number, everyKind.length + 1);
    for (const opened of again.entries()) again.settle(opened);
    assert.deepEqual(readLedger(ledger.file).open, []);
    again.close();
    assert.equal(existsSync(ledger.file), false);
  });

  it('passes over a last line that was not finished, and refuses any other that is none', () => {
    ledger.open('LD-1', { kind: 'server', name: 'blue' });
    appendFileSync(ledger.file, '{"run":"abc123","at":"2026-01');
    assert.equal(readLedger(ledger.file).open.length, 1);
    appendFileSync(ledger.file, '\n');
    assert.throws(() => readLedger(ledger.file), {
      name: 'LedgerUnreadable',
      message: /abc123\.jsonl:3 is no JSON: \{"run"/,
    });
    const text = readFileSync(ledger.file, 'utf8').split('\n').slice(0, 2).join('\n');
    writeFileSync(
      ledger.file,
      `${text}\n{"run":"abc123","at":"now","number":2,"what":"open","scenario":"LD-1","entry":{"kind":"cat"}}\n`,
    );
    assert.throws(() => readLedger(ledger.file), /abc123\.jsonl:3 is no line of a ledger: /);
  });

  it('finds none where there is no folder, and each one where there are some', () => {
    assert.deepEqual(leftLedgers(join(folder, 'ledger')), []);
    ledger.open('LD-1', { kind: 'server', name: 'blue' });
    assert.deepEqual(
      leftLedgers(join(folder, 'ledger')).map(({ run }) => run),
      ['abc123'],
    );
  });

  it('is not said to be missing where nobody can look', () => {
    assert.deepEqual(leftLedgers(join(folder, 'ledger')), []);
    writeFileSync(join(folder, 'ledger'), '');
    assert.throws(() => leftLedgers(join(folder, 'ledger')), { message: /cannot be seen: ENOTDIR/ });
    assert.throws(() => leftLedgers(join(folder, 'ledger', 'ledger')), { message: /cannot be seen: ENOTDIR/ });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'reports'));
    assert.throws(() => leftLedgers(join(folder, 'reports', 'ledger')), { message: /cannot be seen: ENOENT/ });
  });

  it('survives the clearing of the reports of the last run', () => {
    ledger.open('LD-1', { kind: 'server', name: 'blue' });
    writeFileSync(join(folder, 'summary.json'), '{}');
    clearReports(folder);
    assert.equal(existsSync(join(folder, 'summary.json')), false);
    assert.equal(readLedger(ledger.file).open.length, 1);
  });

  it('knows whether the run still goes on, but not on another machine', () => {
    const here = ownWhereabouts();
    assert.equal(stillGoesOn(here), 'yes');
    assert.equal(stillGoesOn({ ...here, process: `${process.pid}/1` }), 'no');
    assert.equal(stillGoesOn({ ...here, machine: 'ci@elsewhere' }), 'unknown');
  });
});
