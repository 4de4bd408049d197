import { EndlessList, MalformedAnswer, NoAnswer, NoEndpoint, UnexpectedAnswer } from '../../api/api-errors';
import { VersionNotOffered } from '../../api/pinned-versions';

/** What is wrong with a cloud, a sentence or two for each problem, each one told once. */
export class Findings {
  readonly #problems = new Set<string>();
  readonly #unreachable = new Set<string>();

  /** Notes a problem; what would be right belongs to it. */
  note(problem: string): void {
    this.#problems.add(problem);
  }

  /** Notes what a request came to. The same missing answer is told once, whoever waited for it. Throws what is no answer of a cloud. */
  noteFailure(error: unknown): void {
    if (error instanceof NoAnswer) {
      if (!this.#unreachable.has(error.reason)) this.#problems.add(error.message);
      this.#unreachable.add(error.reason);
    } else if (isAboutTheCloud(error)) {
      this.#problems.add(error.message);
    } else {
      throw error;
    }
  }

  /** Does the work and notes how it failed; undefined then. */
  async trying<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.noteFailure(error);
      return undefined;
    }
  }

  problems(): readonly string[] {
    return [...this.#problems];
  }
}

function isAboutTheCloud(error: unknown): error is Error {
  return [UnexpectedAnswer, MalformedAnswer, NoEndpoint, VersionNotOffered, EndlessList].some(
    (kind) => error instanceof kind,
  );
}
