/** Tells a person how far a command is. */
export interface Progress {
  /** One line about what was done or begins. */
  readonly tell: (line: string) => void;
  /**
   * Does a piece of work and tells its name and how long it took. While it goes on, that is told too whenever nothing else was
   * for some time, with what `now` says of it.
   */
  readonly during: <T>(name: string, work: () => Promise<T>, now?: () => string) => Promise<T>;
}

/** After so many seconds without a word a person wonders whether anything is happening. */
const longestSilence = 15;

/** A piece of work that goes on. */
interface Ongoing {
  readonly name: string;
  readonly begin: number;
  readonly now: (() => string) | undefined;
}

/** Progress that writes lines with the real seconds since now. */
export function progressTo(write: (line: string) => void, silence = longestSilence): Progress {
  const start = performance.now();
  const ongoing = new Set<Ongoing>();
  let watch: NodeJS.Timeout | undefined;
  const secondsSince = (from: number): string => ((performance.now() - from) / 1000).toFixed(1);
  const tellOngoing = (): void => {
    const works = [...ongoing].map(({ name, begin, now }) => {
      const more = now?.() ?? '';
      return `${name} (${secondsSince(begin)} s so far)${more === '' ? '' : `: ${more}`}`;
    });
    tell(`  not yet: ${works.join(', ')}`);
  };
  const watchAgain = (): void => {
    clearTimeout(watch);
    watch = ongoing.size === 0 ? undefined : setTimeout(tellOngoing, silence * 1000);
  };
  const tell = (line: string): void => {
    write(`${secondsSince(start).padStart(6)} s  ${line}`);
    watchAgain();
  };
  return {
    tell,
    during: async (name, work, now) => {
      const one = { name, begin: performance.now(), now };
      ongoing.add(one);
      if (watch === undefined) watchAgain();
      try {
        const result = await work();
        ongoing.delete(one);
        tell(`${name} (${secondsSince(one.begin)} s)`);
        return result;
      } finally {
        ongoing.delete(one);
        if (ongoing.size === 0) watchAgain();
      }
    },
  };
}
