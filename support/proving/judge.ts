import type { EmbeddedDefect } from '../clouds/embedded/defects';
import { redOutcomes, type Failure, type ScenarioVerdict } from '../reporting/verdict';

/** What in a scenario noticed a defect. Only a Then that fails by its assertion counts. */
export type NoticedBy =
  'a Then' | 'an earlier step' | 'an error in a Then' | 'an invariant' | 'another hook' | 'the scenario as a whole';

/** A scenario that a defect turned red. */
export interface Notice {
  /** The scenario's id, like `LD-11.paused`. */
  readonly id: string;
  readonly title: string;
  readonly by: NoticedBy;
  /** The step with its keyword, or the hook. */
  readonly where: string;
  /** All that a tester is told. */
  readonly message: string;
}

/** What became of a defect. */
export interface DefectVerdict {
  readonly defect: EmbeddedDefect;
  /** Killed by at least one scenario that it names. */
  readonly outcome: 'killed' | 'survived';
  /** Those that it names and that failed at a Then. */
  readonly killedBy: readonly Notice[];
  /** Red scenarios that do not count: because of where they failed, or because it names them only as red as well. */
  readonly aside: readonly Notice[];
  /** Those that it names and that did not fail at a Then, with what became of them. */
  readonly missed: readonly { readonly id: string; readonly outcome: string }[];
  /** Red ones that it does not name at all. */
  readonly wronglyRed: readonly Notice[];
  readonly seconds: number;
}

/** Which scenarios are run with a defect: the first that it names, those that it names, or all. */
export type Which = 'one scenario each' | 'the named scenarios' | 'all scenarios';

/** Judges a defect by what became of scenarios while it was switched on; those that were to fail and were not run are missed. */
export function judgeDefect(
  defect: EmbeddedDefect,
  scenarios: readonly ScenarioVerdict[],
  seconds: number,
  which: Which,
): DefectVerdict {
  const { turnsRed, alsoRed = [] } = defect;
  const notices = scenarios.flatMap((scenario) => noticeOf(scenario));
  const killedBy = notices.filter(({ id, by }) => by === 'a Then' && turnsRed.includes(id));
  const isNamed = ({ id }: Notice): boolean => turnsRed.includes(id) || alsoRed.some((other) => covers(other, id));
  const also = which === 'all scenarios' ? alsoRed : [];
  const missed = [
    ...mustFail(defect, which).filter((id) => !killedBy.some((notice) => notice.id === id)),
    ...also.filter((other) => !notices.some(({ id }) => covers(other, id))),
  ];
  return {
    defect,
    outcome: killedBy.length > 0 ? 'killed' : 'survived',
    killedBy,
    aside: notices.filter((notice) => isNamed(notice) && !killedBy.includes(notice)),
    missed: missed.map((id) => ({ id, outcome: outcomeOf(id, scenarios, notices) })),
    wronglyRed: notices.filter((notice) => !isNamed(notice)),
    seconds,
  };
}

/** The ids of the scenarios that have to fail at a Then. */
export function mustFail({ turnsRed }: Pick<EmbeddedDefect, 'turnsRed'>, which: Which): readonly string[] {
  return which === 'one scenario each' ? turnsRed.slice(0, 1) : turnsRed;
}

/** Whether what a defect names means the scenario: `LD-38` covers `LD-38.again`. */
export function covers(named: string, id: string): boolean {
  return named === id || id.startsWith(`${named}.`);
}

/** Whether nothing is to be said against a defect's verdict. */
export function isProved({ outcome, missed, wronglyRed }: DefectVerdict): boolean {
  return outcome === 'killed' && missed.length === 0 && wronglyRed.length === 0;
}

function noticeOf(scenario: ScenarioVerdict): readonly Notice[] {
  if (!redOutcomes.has(scenario.outcome)) return [];
  const { id = scenario.key, title, reason = scenario.outcome } = scenario;
  const [first] = scenario.failures;
  if (first === undefined) return [{ id, title, by: 'the scenario as a whole', where: title, message: reason }];
  return [{ id, title, by: noticedBy(first), where: first.where, message: first.message }];
}

function noticedBy({ stage, where, errorType = '' }: Failure): NoticedBy {
  switch (stage) {
    case 'Then':
      return assertions.has(errorType) ? 'a Then' : 'an error in a Then';
    case 'Given':
    case 'When':
      return 'an earlier step';
    case 'Before hook':
    case 'After hook':
      return where.includes(invariantsHook) ? 'an invariant' : 'another hook';
    default:
      return 'the scenario as a whole';
  }
}

/** The classes of errors that say that something which was expected is not so. */
const assertions: ReadonlySet<string> = new Set(['ExpectationFailed', 'NoUseWaiting', 'AssertionError']);

const invariantsHook = 'the books of the cloud balance';

function outcomeOf(id: string, scenarios: readonly ScenarioVerdict[], notices: readonly Notice[]): string {
  const notice = notices.find((each) => each.id === id);
  if (notice !== undefined) return `red by ${notice.by}: ${notice.where}`;
  const scenario = scenarios.find((each) => each.id === id);
  if (scenario === undefined) return 'there is no such scenario';
  return scenario.reason === undefined ? scenario.outcome : `${scenario.outcome}: ${scenario.reason}`;
}
