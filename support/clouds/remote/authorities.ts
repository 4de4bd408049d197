import { homedir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { SpelledEntry } from './entry-spelling';

/** Whom a cloud's entry trusts. */
export interface Authorities {
  /** Certificates in PEM; those that Node trusts hold when left out. */
  readonly pem?: string;
  readonly problems: readonly string[];
}

/** Reads the certificates that `cacert` names, when it names any. */
export function readAuthorities({ value, placeOf }: SpelledEntry): Authorities {
  const named = value['cacert'];
  if (typeof named !== 'string' || named.trim() === '') return { problems: [] };
  const file = named.startsWith('~/') ? join(homedir(), named.slice(2)) : named;
  const problem = (words: string): Authorities => ({ problems: [`${placeOf(['cacert'])}: ${words}`] });
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    return problem(
      `the file of cacert, ${file}, ${reasonOf(error)}; it should hold the authority's certificate in PEM`,
    );
  }
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return { pem, problems: [] };
  return problem(`${file} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)`);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
  if (code === 'ENOENT') return 'is not there';
  return code === 'EACCES' ? 'may not be read by this user' : `cannot be read: ${code}`;
}
