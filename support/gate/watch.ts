import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { watch as watchFiles } from 'chokidar';
import { printable } from '../printable';
import { makeFolder, whyUnwritten } from '../reporting/write-whole';
import { draftVocabulary, projectTags, readFeatureFiles } from '../scenarios/files';
import { lint } from '../scenarios/lint';
import type { CodeCheck } from './code-check';
import { featurePathsOf } from './feature-paths';
import { runOptions } from './gate';
import { claimLock, LockHeld } from './lock';
import { messageOf } from './message-of';
import type { GateOptions } from './options';
import { loadSteps } from './run-scenarios';
import { shownPath } from './shown-path';
import type { GateResult, Surroundings } from './task';

/** How a watch ends: for good, or because the code has changed, which is loaded once in a process. */
export type WatchEnd =
  | { readonly kind: 'ended'; readonly exitCode: number }
  | { readonly kind: 'code changed'; readonly files: readonly string[] };

/** What a watch is asked for besides the options of its runs. */
export interface WatchOrder {
  readonly options: GateOptions;
  /** The feature files that are run at once. */
  readonly first: readonly string[];
  /** Resolves to an exit code when the watch has to end. */
  readonly told: Promise<number>;
}

/**
 * Runs the scenarios of each feature file when it is saved, with the code in memory, until it is told to end or
 * the code changes. What goes wrong in a run is told, and the watch goes on. Rejects when it cannot begin.
 */
export async function watch({ options, first, told }: WatchOrder, surroundings: Surroundings): Promise<WatchEnd> {
  const { root, print } = surroundings;
  featurePathsOf(options.paths, root);
  const folders =
    options.paths.length > 0 ? options.paths.map((path) => resolve(root, path)) : [join(root, 'features')];
  const held = folderFor(resolve(options.reports ?? surroundings.reports));
  const saved = new Saved(root, folders, print);
  const { checkCode, ...others } = surroundings;
  const runner = new Runner(options, { ...others, reports: held.folder });
  try {
    await runner.load();
    tellMistakes(checkCode, told, print);
    if (first.length === 0) await runner.warmUp();
    for (let files = first; ; files = saved.take()) {
      const exitCode = files.length === 0 ? undefined : await runner.run(files);
      if (exitCode !== undefined) return { kind: 'ended', exitCode };
      print(`Watching ${folders.map(shownPath).join(', ')}: save a feature to run it, Ctrl-C to end\n`);
      const next = await Promise.race([saved.something(), told]);
      if (typeof next === 'number') return { kind: 'ended', exitCode: next };
      if (next === 'code') return { kind: 'code changed', files: runner.last };
    }
  } finally {
    await saved.close();
    held.release();
  }
}

/** No run waits for the check of the types; what it finds is told when it is found. */
function tellMistakes(checkCode: CodeCheck | undefined, ended: Promise<unknown>, print: (text: string) => void): void {
  let isEnding = false;
  void ended.then(() => {
    isEnding = true;
  });
  const tell = (mistakes: readonly string[]): void => {
    print(mistakes.map((mistake) => `${mistake}\n`).join(''));
  };
  checkCode?.().then(tell, (error: unknown) => {
    // Ctrl-C ends the check as well.
    if (!isEnding) tell([`The types could not be checked: ${messageOf(error)}`]);
  });
}

/** Runs feature files again and again in this process. */
class Runner {
  /** What was run last. */
  last: readonly string[] = [];
  readonly #options: GateOptions;
  readonly #surroundings: Surroundings;
  #support: ISupportCodeLibrary | undefined;

  constructor(options: GateOptions, surroundings: Surroundings) {
    this.#options = options;
    this.#surroundings = surroundings;
  }

  /** Loads the steps, so that the first run need not; a mistake there is told by the next run. */
  async load(): Promise<void> {
    const { root, print } = this.#surroundings;
    try {
      this.#support = await loadSteps(root);
    } catch (error) {
      print(printable(`The steps cannot be loaded: ${messageOf(error)}\n`));
    }
  }

  /** Runs a scenario without a word about it, so that the first file that is saved finds everything loaded. */
  async warmUp(): Promise<void> {
    const quiet = { ...this.#surroundings, print: () => undefined };
    await this.#runOnce({ ...this.#options, paths: [], names: [], tags: '@LD-1' }, quiet);
  }

  /** Resolves to an exit code when the run was interrupted, and to undefined otherwise. */
  async run(files: readonly string[]): Promise<number | undefined> {
    const { root, print } = this.#surroundings;
    const paths = files.filter((file) => existsSync(file)).map((file) => relative(root, file));
    if (paths.length === 0) return undefined;
    this.last = files;
    print(`\n${printable(findingsIn(paths, root).join(''))}`);
    const result = await this.#runOnce({ ...this.#options, paths }, this.#surroundings);
    return result.exitCode >= 128 ? result.exitCode : undefined;
  }

  async #runOnce(options: GateOptions, surroundings: Surroundings): Promise<GateResult> {
    const support = this.#support === undefined ? {} : { support: this.#support };
    const result = await runOptions({ ...options, allure: 'none' }, { ...surroundings, ...support });
    this.#support = result.support ?? this.#support;
    return result;
  }
}

/** What the linter finds; undefined steps are left to the run. A file that is gone by now has nothing. */
function findingsIn(paths: readonly string[], root: string): readonly string[] {
  try {
    const context = { tags: projectTags(root), vocabulary: draftVocabulary(root) };
    return lint(readFeatureFiles(root, paths), context)
      .filter(({ rule }) => rule !== 'syntax')
      .map(({ path, line, message, mend }) => `${path}:${line}  ${message}. Mend: ${mend}.\n`);
  } catch (error) {
    return [`The linter could not look at it: ${messageOf(error)}\n`];
  }
}

/** What was saved and not been taken yet. */
class Saved {
  readonly #watcher;
  readonly #features = new Set<string>();
  #code = false;
  #wake: () => void = () => undefined;

  constructor(root: string, features: readonly string[], print: (text: string) => void) {
    const code = ['step-definitions', 'support', 'cucumber.js'].map((path) => join(root, path));
    this.#watcher = watchFiles([...features, ...code], {
      ignoreInitial: true,
      ignored: (path, stats) => stats?.isFile() === true && !/\.(feature|ts|cjs|js)$/.test(path),
      // An editor may write a file in two goes, and half a feature is none.
      awaitWriteFinish: { stabilityThreshold: 50, pollInterval: 10 },
    });
    this.#watcher.on('all', (event, path) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      if (!path.endsWith('.feature')) this.#code = true;
      else if (event === 'unlink') {
        this.#features.delete(path);
        print(`${printable(shownPath(path))} is gone\n`);
      } else this.#features.add(path);
      this.#wake();
    });
    this.#watcher.on('error', (error) => {
      print(printable(`Not all can be watched: ${messageOf(error)}\n`));
    });
  }

  /** The feature files that were saved, each once. */
  take(): readonly string[] {
    const files = [...this.#features].sort();
    this.#features.clear();
    return files;
  }

  /** Resolves to what there is to do, as soon as there is something. */
  async something(): Promise<'features' | 'code'> {
    while (!this.#code && this.#features.size === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#code ? 'code' : 'features';
  }

  close(): Promise<void> {
    return this.#watcher.close();
  }
}

const mostWatches = 9;

/** A folder of reports that no other watch has. Throws when none can be had. */
function folderFor(reports: string): { readonly folder: string; readonly release: () => void } {
  const names = Array.from({ length: mostWatches }, (_, index) => (index === 0 ? 'watch' : `watch-${index + 1}`));
  for (const name of names) {
    const folder = join(reports, name);
    try {
      makeFolder(folder);
      return { folder, release: claimLock(join(folder, 'watch.lock'), 'npm run acceptance -- --watch').release };
    } catch (error) {
      if (error instanceof LockHeld) continue;
      throw new Error(`the reports cannot be written to ${shownPath(folder)}: ${whyUnwritten(error)}`, {
        cause: error,
      });
    }
  }
  throw new Error(`${mostWatches} watches have their reports in ${shownPath(reports)}: end one of them`);
}
