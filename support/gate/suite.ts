import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a run is made from, by which the parts of one run know each other. */
export interface Suite {
  /** A digest of the files below. */
  readonly suite: string;
  /** The commit that is checked out, where git tells. */
  readonly commit?: string;
}

/** Everything that decides what a run does, but for the packages, which the lock names. */
const places = ['features', 'step-definitions', 'support', 'config', 'cucumber.js', 'package-lock.json'];

/** The suite in a folder. Throws what Node throws when a file there cannot be read. */
export function suiteIn(root: string): Suite {
  const files = places.flatMap((place) => filesIn(root, place)).sort();
  const digest = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(join(root, file));
    digest.update(`${file}\n${content.length}\n`).update(content);
  }
  const commit = commitIn(root);
  return { suite: digest.digest('hex'), ...(commit !== undefined && { commit }) };
}

function filesIn(root: string, place: string): string[] {
  if (!existsSync(join(root, place))) return [];
  if (statSync(join(root, place)).isFile()) return [place];
  return readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .map((file) => join(place, file))
    .filter((file) => statSync(join(root, file)).isFile());
}

/** Of a repository around the project's folder git would tell another commit. */
function commitIn(root: string): string | undefined {
  try {
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(root) };
    const told = execFileSync('git', ['rev-parse', '--verify', 'HEAD'], {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return /^[0-9a-f]{40,64}$/.exec(told.trim())?.[0];
  } catch {
    return undefined;
  }
}
