import type { Jury, Judgement } from './judging';
import { isQuestion, type Order, type Said, type Survey } from './messages';
import type { Mutant } from './mutants';
import { reachedByLoading, turnOn } from './switch';

/** A test that has not ended after so long hangs; the machine may be busy. */
const secondsToHang = 40;

/** Answers whoever has started this process, until it is ended. */
export async function serve(makeJury: () => Jury, mutants: readonly Mutant[], order: Order): Promise<void> {
  try {
    const jury = makeJury();
    const survey = order.survey ?? (await surveyBy(jury));
    const bench = new JudgesBench(jury, survey, mutants);
    say({ kind: 'ready', mutants, survey });
    process.on('message', (message: unknown) => {
      if (!isQuestion(message)) return;
      void bench.judge(message.judge, order.on).then((judgement) => {
        say({ kind: 'judged', judgement });
      });
    });
  } catch (error) {
    say({ kind: 'broken', why: error instanceof Error ? `${error.message}${causeOf(error)}` : String(error) });
  }
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? `: ${cause.message}` : '';
}

function say(said: Said): void {
  process.send?.(said);
}

async function surveyBy(jury: Jury): Promise<Survey> {
  const reached = await jury.survey();
  return {
    reached: Object.fromEntries([...reached].map(([test, ids]) => [test, [...ids]])),
    byLoading: [...reachedByLoading()],
  };
}

class JudgesBench {
  readonly #jury: Jury;
  readonly #survey: Survey;
  readonly #files: ReadonlyMap<number, string>;
  #escaped: string | undefined;

  constructor(jury: Jury, survey: Survey, mutants: readonly Mutant[]) {
    this.#jury = jury;
    this.#survey = survey;
    this.#files = new Map(mutants.map(({ id, file }) => [id, file]));
    // What nobody catches is the mutant's work, and no reason for the process to end.
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        this.#escaped ??= `nobody caught ${String(error)}`;
      });
    }
  }

  /** Judges one mutant; `on` is the one that has been on since the process began. */
  async judge(id: number, on: number | undefined): Promise<Judgement> {
    const tests = this.#testsFor(id, on === id);
    if (tests.length === 0) return { id, outcome: 'not reached' };
    this.#escaped = undefined;
    turnOn(id);
    try {
      const end = await whileMoving((onEach) => this.#jury.firstFailure(tests, onEach));
      if (end === 'hung') return { id, outcome: 'hung' };
      const by = end.failed ?? this.#escaped;
      return by === undefined ? { id, outcome: 'survived' } : { id, outcome: 'killed', by };
    } catch (error) {
      return { id, outcome: 'killed', by: String(error) };
    } finally {
      turnOn(on);
    }
  }

  /** Those that reach it; one that is reached while code is loaded may be noticed by whatever reaches its file. */
  #testsFor(id: number, reachedByLoad: boolean): readonly string[] {
    const file = this.#files.get(id);
    const isMeant = (other: number): boolean => (reachedByLoad ? this.#files.get(other) === file : other === id);
    return Object.entries(this.#survey.reached).flatMap(([test, ids]) => (ids.some(isMeant) ? [test] : []));
  }
}

/** Does the work; gives it up when nothing of it has ended for too long. */
function whileMoving(
  work: (onEach: () => void) => Promise<string | undefined>,
): Promise<'hung' | { readonly failed: string | undefined }> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const move = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        resolve('hung');
      }, secondsToHang * 1000);
    };
    move();
    work(move)
      .then((failed) => {
        resolve({ failed });
      }, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}
