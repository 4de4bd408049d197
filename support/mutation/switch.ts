declare global {
  /** Whether this mutant is the one that is on; every mutated place of the code asks. */
  var __mutant: (id: number) => boolean;
}

let active: number | undefined;
let loading = 0;
let reached = new Set<number>();
const reachedWhileLoading = new Set<number>();

/** Makes the switches of mutated code work in this process. */
export function installSwitch(): void {
  globalThis.__mutant = (id) => {
    (loading > 0 ? reachedWhileLoading : reached).add(id);
    return id === active;
  };
}

/** Turns one mutant on, or all off. */
export function turnOn(id: number | undefined): void {
  active = id;
}

/** The mutants that were reached since this was called last, but for those that code reached while it was loaded. */
export function takeReached(): ReadonlySet<number> {
  const taken = reached;
  reached = new Set();
  return taken;
}

/** Those that code reaches while it is loaded: turned on later they may change nothing any more. */
export function reachedByLoading(): ReadonlySet<number> {
  return reachedWhileLoading;
}

/** Loads something, which is no test of what it reaches. */
export function whileLoading<T>(load: () => T): T {
  loading += 1;
  try {
    return load();
  } finally {
    loading -= 1;
  }
}
