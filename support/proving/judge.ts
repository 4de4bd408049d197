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

/** Judges a defect by what became of scenarios while it was switched on; those that it names and that were not run are missed. */
export function judgeDefect(
  defect: EmbeddedDefect,
  scenarios: readonly ScenarioVerdict[],
  seconds: number,
  ran: 'the named scenarios' | 'all scenarios',
): DefectVerdict {
  const { turnsRed, alsoRed = [] } = defect;
  const notices = scenarios.flatMap((scenario) => noticeOf(scenario));
  const killedBy = notices.filter(({ id, by }) => by === 'a Then' && turnsRed.includes(id));
  const wronglyRed = notices.filter(({ id }) => !turnsRed.includes(id) && !alsoRed.includes(id));
  const aside = notices.filter((notice) => !killedBy.includes(notice) && !wronglyRed.includes(notice));
  const named = ran === 'all scenarios' ? [...turnsRed, ...alsoRed] : turnsRed;
  const red = new Set([
    ...killedBy.map(({ id }) => id),
    ...notices.map(({ id }) => id).filter((id) => alsoRed.includes(id)),
  ]);
  return {
    defect,
    outcome: killedBy.length > 0 ? 'killed' : 'survived',
    killedBy,
    aside,
    missed: named.filter((id) => !red.has(id)).map((id) => ({ id, outcome: outcomeOf(id, scenarios, notices) })),
    wronglyRed,
    seconds,
  };
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
