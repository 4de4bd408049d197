import Module, { createRequire } from 'node:module';

/** What a test is given. */
interface TestContext {
  readonly name: string;
  readonly after: (hook: () => unknown) => void;
  readonly diagnostic: () => void;
}

type Work = (context: TestContext) => unknown;

interface CollectedTest {
  readonly kind: 'test';
  readonly name: string;
  readonly work: Work;
}

interface Suite {
  readonly kind: 'suite';
  readonly name: string;
  readonly parts: (CollectedTest | Suite)[];
  readonly hooks: Record<'before' | 'after' | 'beforeEach' | 'afterEach', (() => unknown)[]>;
}

/** What is told while tests run. */
interface Listener {
  /** What a suite does before its first test has been done. */
  readonly onSuite: (tests: readonly string[]) => void;
  readonly onTest: (test: string, error: unknown) => void;
}

/**
 * The tests of files that are written for node:test, collected to be run again and again in one process; node:test itself runs each
 * once, when it likes. It knows of node:test what the tests of this project use.
 */
export class CollectedTests {
  readonly #files: Suite[] = [];
  #suite = emptySuite('');

  /** Loads a file, which finds this where it asks for node:test. */
  load(file: string, name: string): void {
    const suite = emptySuite(name);
    this.#files.push(suite);
    this.#suite = suite;
    const restore = standInFor('node:test', this.#api());
    try {
      createRequire(file)(file);
    } finally {
      restore();
    }
  }

  /** The names of all tests. */
  names(): readonly string[] {
    return this.#files.flatMap((suite) => namesIn(suite, ''));
  }

  /** Runs the tests with these names, in their order, until one fails; what a suite does before and after them with them. */
  async run(wanted: ReadonlySet<string>, listener: Listener): Promise<void> {
    for (const suite of this.#files) if (!(await runSuite(suite, '', wanted, listener, []))) return;
  }

  #api(): object {
    const describe = (name: string, ...rest: readonly unknown[]): void => {
      const outer = this.#suite;
      const suite = emptySuite(name);
      outer.parts.push(suite);
      this.#suite = suite;
      try {
        workIn(rest)(contextOf(name, []));
      } finally {
        this.#suite = outer;
      }
    };
    const test = (name: string, ...rest: readonly unknown[]): void => {
      this.#suite.parts.push({ kind: 'test', name, work: workIn(rest) });
    };
    const hook = (kind: keyof Suite['hooks']) => (work: () => unknown) => void this.#suite.hooks[kind].push(work);
    const [before, after, beforeEach, afterEach] = [
      hook('before'),
      hook('after'),
      hook('beforeEach'),
      hook('afterEach'),
    ];
    const api = { describe, suite: describe, it: test, test, before, after, beforeEach, afterEach };
    return Object.assign(test, api, { default: test, __esModule: true });
  }
}

async function runSuite(
  suite: Suite,
  above: string,
  wanted: ReadonlySet<string>,
  listener: Listener,
  each: readonly Pick<Suite['hooks'], 'beforeEach' | 'afterEach'>[],
): Promise<boolean> {
  const tests = namesIn(suite, above).filter((name) => wanted.has(name));
  const [first] = tests;
  if (first === undefined) return true;
  const path = pathOf(above, suite.name);
  let sound = true;
  try {
    await inTurn(suite.hooks.before);
    listener.onSuite(tests);
    for (const part of suite.parts) {
      const hooks = [...each, suite.hooks];
      if (part.kind === 'suite') sound = await runSuite(part, path, wanted, listener, hooks);
      else if (wanted.has(pathOf(path, part.name))) sound = await runTest(part, path, listener, hooks);
      if (!sound) break;
    }
    await inTurn(suite.hooks.after);
  } catch (error) {
    if (sound) listener.onTest(first, error);
    return false;
  }
  return sound;
}

async function runTest(
  { name, work }: CollectedTest,
  above: string,
  { onTest }: Listener,
  hooks: readonly Pick<Suite['hooks'], 'beforeEach' | 'afterEach'>[],
): Promise<boolean> {
  const afterwards: (() => unknown)[] = [];
  let failure: { readonly error: unknown } | undefined;
  const trying = async (some: () => unknown): Promise<void> => {
    try {
      await some();
    } catch (error) {
      failure ??= { error };
    }
  };
  await trying(async () => {
    await inTurn(hooks.flatMap(({ beforeEach }) => beforeEach));
    await work(contextOf(name, afterwards));
  });
  await trying(() => inTurn(afterwards));
  await trying(() => inTurn(hooks.toReversed().flatMap(({ afterEach }) => afterEach)));
  onTest(pathOf(above, name), failure?.error);
  return failure === undefined;
}

async function inTurn(hooks: readonly (() => unknown)[]): Promise<void> {
  for (const hook of hooks) await hook();
}

function namesIn(suite: Suite, above: string): readonly string[] {
  const path = pathOf(above, suite.name);
  return suite.parts.flatMap((part) => (part.kind === 'test' ? [pathOf(path, part.name)] : namesIn(part, path)));
}

function pathOf(above: string, name: string): string {
  return above === '' ? name : `${above} > ${name}`;
}

function emptySuite(name: string): Suite {
  return { kind: 'suite', name, parts: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] } };
}

function contextOf(name: string, afterwards: (() => unknown)[]): TestContext {
  return { name, after: (hook) => void afterwards.push(hook), diagnostic: () => undefined };
}

/** The work is the last of what a test is made of; options may stand before it. */
function workIn(rest: readonly unknown[]): Work {
  const work = rest.at(-1);
  if (isWork(work)) return work;
  throw new TypeError('a test without work');
}

function isWork(value: unknown): value is Work {
  return typeof value === 'function';
}

/** Lets whoever asks for a module have another one, until what it returns is called. */
function standInFor(request: string, standIn: object): () => void {
  const loader: unknown = Module;
  if (!hasLoad(loader)) throw new Error('this Node has no Module._load');
  const load = loader._load;
  loader._load = function (asked, ...rest) {
    return asked === request ? standIn : load.call(this, asked, ...rest);
  };
  return () => {
    loader._load = load;
  };
}

type Load = (this: unknown, request: string, ...rest: unknown[]) => unknown;

function hasLoad(module: unknown): module is { _load: Load } {
  return typeof module === 'function' && '_load' in module;
}
