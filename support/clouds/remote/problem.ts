/**
 * A cloud that the suite does not start itself cannot be tested as it is described.
 * The message is complete: what is wrong, where, and what would be right; several problems stand one in each line.
 */
export class RemoteCloudProblem extends Error {
  override readonly name = 'RemoteCloudProblem';
}

/** Throws {@link RemoteCloudProblem} with all problems, if there is any; `title` stands before several. */
export function refuseIfAny(title: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const [only] = problems;
  if (problems.length === 1 && only !== undefined) throw new RemoteCloudProblem(only);
  throw new RemoteCloudProblem([title, ...problems.map((problem) => `  - ${problem}`)].join('\n'));
}
