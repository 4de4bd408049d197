/** Progress is told once in this many packages. */
const toldPackages = 100;

type Counted = 'fetched' | 'unpacked' | 'set up';

/** How far a build is, by what mmdebstrap, apt and dpkg write. */
export class BuildStages {
  #stage = 'beginning';
  /** Packages in all: apt tells the essential ones first, and the others when those are installed. */
  #packages = 0;
  #last: Counted | undefined;
  readonly #counts: Record<Counted, number> = { fetched: 0, unpacked: 0, 'set up': 0 };

  /** Takes a line in. Returns what a person is to be told, if anything is worth it. */
  read(line: string): string | undefined {
    if (line.startsWith('I: ')) return this.#begin(line.slice('I: '.length));
    const packages = /^\d+ upgraded, (\d+) newly installed/.exec(line)?.[1];
    if (packages !== undefined) {
      this.#packages += Number(packages);
      return `  ${this.#packages} packages are to be installed`;
    }
    const what = countedIn(line);
    // Indexes are fetched before any package is known.
    return what === undefined || this.#packages === 0 ? undefined : this.#count(what);
  }

  /** What it is at, in words. */
  now(): string {
    return this.#last === undefined ? this.#stage : `${this.#stage}, ${this.#told(this.#last)}`;
  }

  #begin(stage: string): string {
    this.#last = undefined;
    // Its command line is of no use to anybody.
    this.#stage = stage.startsWith('running --customize-hook')
      ? 'taking files out of packages that are not installed'
      : stage.replace(/\.\.\.$/, '');
    return `  ${this.#stage}`;
  }

  #count(what: Counted): string | undefined {
    this.#last = what;
    this.#counts[what] += 1;
    const number = this.#counts[what];
    return number % toldPackages === 0 || number === this.#packages ? `  ${this.#told(what)}` : undefined;
  }

  #told(what: Counted): string {
    return `${this.#counts[what]} of ${this.#packages} packages ${what}`;
  }
}

function countedIn(line: string): Counted | undefined {
  if (/^Get:\d+ /.test(line)) return 'fetched';
  if (line.startsWith('Unpacking ')) return 'unpacked';
  return line.startsWith('Setting up ') ? 'set up' : undefined;
}
