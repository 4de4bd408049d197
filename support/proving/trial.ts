import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { messageOf } from '../gate/message-of';
import { runScenarios } from '../gate/run-scenarios';
import type { Surroundings } from '../gate/task';
import { RunRecord } from '../reporting/verdicts';
import type { RunVerdict } from '../reporting/verdict';
import { judgeDefect, mustFail, type DefectVerdict, type Which } from './judge';

/** Where scenarios are, by their ids. */
export type Places = ReadonlyMap<string, string>;

/** What defects are tried in: the same steps and hooks for all of them, loaded once. */
export class Bench {
  readonly #surroundings: Pick<Surroundings, 'root' | 'readParameters'>;
  readonly #places: Places;
  #support: ISupportCodeLibrary | undefined;

  /** @param places the feature file of each scenario, relative to the root */
  constructor(surroundings: Pick<Surroundings, 'root' | 'readParameters'>, places: Places) {
    this.#surroundings = surroundings;
    this.#places = places;
  }

  /**
   * Runs scenarios on clouds with the defect. Rejects with an error when the run itself broke, which says nothing about
   * the defect.
   */
  async try(defect: EmbeddedDefect, which: Which): Promise<DefectVerdict> {
    const startedAt = performance.now();
    const ids = mustFail(defect, which);
    const named = ids.flatMap((id) => this.#places.get(id) ?? []);
    const some =
      which === 'all scenarios'
        ? { paths: [] }
        : { paths: [...new Set(named)], tags: ids.map((id) => `@${id}`).join(' or ') };
    const run = named.length === 0 ? { scenarios: [] } : await this.#run(defect, some);
    return judgeDefect(defect, run.scenarios, (performance.now() - startedAt) / 1000, which);
  }

  async #run(
    { name, release }: EmbeddedDefect,
    some: { readonly paths: readonly string[]; readonly tags?: string },
  ): Promise<RunVerdict> {
    const { root, readParameters } = this.#surroundings;
    const parameters = readParameters({
      defect: name,
      seed: 1,
      run: 'defec7',
      ...(release !== undefined && { release }),
    });
    const record = new RunRecord();
    const request = {
      root,
      parameters,
      ...some,
      names: [],
      order: 'defined',
      ...(this.#support && { support: this.#support }),
    } as const;
    const ended = await runScenarios(request, (envelope) => {
      record.add(envelope);
    });
    this.#support = ended.support ?? this.#support;
    const run = record.verdict();
    const broken = ended.thrown ?? ended.uncaught[0];
    const [hook] = run.hookFailures;
    const [unreadable] = run.parseFailures;
    if (hook !== undefined) throw new BenchBroken(`with ${name}: ${hook.where}: ${hook.message}`);
    if (unreadable !== undefined) throw new BenchBroken(`${unreadable.uri}:${unreadable.line} ${unreadable.message}`);
    if (broken !== undefined)
      throw new BenchBroken(`with ${name}: ${messageOf(broken)}`, {
        cause: broken,
      });
    return run;
  }
}

/** A run of scenarios broke off, so that it shows nothing. */
class BenchBroken extends Error {
  override readonly name = 'BenchBroken';
}
