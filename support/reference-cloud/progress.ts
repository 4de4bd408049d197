/** Tells a person how far a command is. */
export interface Progress {
  /** One line about what was done or begins. */
  readonly tell: (line: string) => void;
  /** Does a piece of work and tells its name and how long it took, or that it failed. */
  readonly during: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Progress that writes lines with the real seconds since now. */
export function progressTo(write: (line: string) => void): Progress {
  const start = performance.now();
  const secondsSince = (from: number): string => ((performance.now() - from) / 1000).toFixed(1);
  const tell = (line: string): void => {
    write(`${secondsSince(start).padStart(6)} s  ${line}`);
  };
  return {
    tell,
    during: async (name, work) => {
      const begin = performance.now();
      const result = await work();
      tell(`${name} (${secondsSince(begin)} s)`);
      return result;
    },
  };
}
