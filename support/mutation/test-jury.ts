import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CollectedTests } from './collected-tests';
import { KillersFirst, type Jury } from './judging';
import { takeReached } from './switch';

/** Unit tests. */
export class TestJury implements Jury {
  readonly #tests = new CollectedTests();
  readonly #killers = new KillersFirst();

  /** @param rooms folders of test files, relative to the project's */
  constructor(root: string, rooms: readonly string[]) {
    for (const room of rooms) {
      for (const file of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).sort()) {
        if (file.endsWith('.test.ts')) this.#tests.load(join(root, room, file), join(room, file));
      }
    }
  }

  async survey(): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const reached = new Map<string, Set<number>>();
    takeReached();
    await this.#tests.run(new Set(this.#tests.names()), {
      onSuite: (tests) => {
        const before = takeReached();
        for (const test of tests) reached.set(test, new Set([...(reached.get(test) ?? []), ...before]));
      },
      onTest: (test, error) => {
        if (error !== undefined) throw new Error(`with no mutant on: ${test}`, { cause: error });
        reached.set(test, new Set([...(reached.get(test) ?? []), ...takeReached()]));
      },
    });
    return reached;
  }

  /** The first by itself, since most mutants are killed by it. */
  async firstFailure(tests: readonly string[], onEach: () => void): Promise<string | undefined> {
    const [likely, ...others] = this.#killers.sort(tests);
    let failed: string | undefined;
    for (const some of [[likely], others]) {
      if (failed !== undefined) break;
      await this.#tests.run(new Set(some.filter((test) => test !== undefined)), {
        onSuite: onEach,
        onTest: (test, error) => {
          onEach();
          if (error !== undefined) failed ??= test;
        },
      });
    }
    if (failed !== undefined) this.#killers.note(failed);
    return failed;
  }
}
