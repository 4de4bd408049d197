import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Passwords } from '../../support/reference-cloud/passwords';
import { passwordsKeptIn } from '../../support/reference-cloud/passwords';

/** Passwords made by chance, as a cloud has them. */
export const passwords: Passwords = make();

function make(): Passwords {
  const directory = mkdtempSync(join(tmpdir(), 'passwords-'));
  try {
    return passwordsKeptIn(join(directory, 'passwords.json'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
