import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { readParameters } from '../clouds/open';
import { messageOf } from '../gate/message-of';
import { runScenarios, type ScenarioRequest } from '../gate/run-scenarios';
import { RunRecord } from '../reporting/verdicts';
import { redOutcomes, type RunVerdict } from '../reporting/verdict';
import { scenarioId } from '../scenario-id';
import { readFeatureFiles } from '../scenarios/files';
import { listScenarios } from '../scenarios/listing';
import { inParts, KillersFirst, type Jury } from './judging';
import { takeReached } from './switch';

/** The first of a few scenarios most often fails already; a run of cucumber's takes as long as some of them. */
const sizes = [2, 6, 24];

/** The scenarios of the suite, on the embedded cloud. A mutant is killed by one that is red, wherever it is. */
export class ScenarioJury implements Jury {
  readonly #root: string;
  readonly #ledgers: string;
  readonly #places: ReadonlyMap<string, string>;
  readonly #killers = new KillersFirst();
  #support: ISupportCodeLibrary | undefined;

  /** @param ledgers the folder of what the runs would have to clean up */
  constructor(root: string, ledgers: string) {
    this.#root = root;
    this.#ledgers = ledgers;
    this.#places = new Map(listScenarios(readFeatureFiles(root, ['features'])).map(({ id, path }) => [id, path]));
  }

  async survey(): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const reached = new Map<string, ReadonlySet<number>>();
    const cases = new Cases();
    const run = await this.#run({ paths: [] }, (envelope) => {
      cases.add(envelope);
      if (envelope.testCaseStarted !== undefined) takeReached();
      const ended = cases.endedBy(envelope);
      if (ended !== undefined) reached.set(ended, takeReached());
    });
    const failure = failureIn(run.verdict, run.broken);
    if (failure !== undefined) throw new Error(`with no mutant on: ${failure}`);
    return reached;
  }

  async firstFailure(tests: readonly string[], onEach: () => void): Promise<string | undefined> {
    for (const some of inParts(this.#killers.sort(tests), sizes)) {
      const paths = [...new Set(some.flatMap((id) => this.#places.get(id) ?? []))];
      const tags = some.map((id) => `@${id}`).join(' or ');
      const run = await this.#run({ paths, tags, until: 'the first failure' }, (envelope) => {
        if (envelope.testCaseFinished !== undefined) onEach();
      });
      const failure = failureIn(run.verdict, run.broken);
      if (failure === undefined) continue;
      this.#killers.note(failure.split(' ', 1).join());
      return failure;
    }
    return undefined;
  }

  async #run(
    some: Pick<ScenarioRequest, 'paths' | 'tags' | 'until'>,
    listen: (envelope: Envelope) => void,
  ): Promise<{ readonly verdict: RunVerdict; readonly broken: unknown }> {
    const record = new RunRecord();
    const parameters = readParameters({ seed: 1, run: 'dec0de', ledgers: this.#ledgers });
    const request = { root: this.#root, parameters, ...some, names: [], order: 'defined' } as const;
    const ended = await runScenarios({ ...request, ...(this.#support && { support: this.#support }) }, (envelope) => {
      record.add(envelope);
      listen(envelope);
    });
    this.#support = ended.support ?? this.#support;
    return { verdict: record.verdict(), broken: ended.thrown ?? ended.uncaught[0] };
  }
}

function failureIn({ scenarios, hookFailures }: RunVerdict, broken: unknown): string | undefined {
  const red = scenarios.find(({ outcome, failures }) => redOutcomes.has(outcome) && failures.length > 0);
  if (red !== undefined) return `${red.id ?? red.key} ${red.failures[0]?.where ?? ''}`.trim();
  const [hook] = hookFailures;
  if (hook !== undefined) return hook.where;
  return broken === undefined ? undefined : messageOf(broken);
}

/** Which scenario is meant by the messages of a run. */
class Cases {
  readonly #tagsOfPickles = new Map<string, readonly string[]>();
  readonly #pickles = new Map<string, string>();
  readonly #started = new Map<string, string>();

  add({ pickle, testCase, testCaseStarted }: Envelope): void {
    if (pickle !== undefined)
      this.#tagsOfPickles.set(
        pickle.id,
        pickle.tags.map(({ name }) => name),
      );
    if (testCase !== undefined) this.#pickles.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) this.#started.set(testCaseStarted.id, testCaseStarted.testCaseId);
  }

  /** The id of the scenario that ends by a message. */
  endedBy({ testCaseFinished }: Envelope): string | undefined {
    const testCase = this.#started.get(testCaseFinished?.testCaseStartedId ?? '') ?? '';
    return scenarioId([...(this.#tagsOfPickles.get(this.#pickles.get(testCase) ?? '') ?? [])]);
  }
}
