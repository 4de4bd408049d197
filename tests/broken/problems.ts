import type { Summary } from '../../support/reporting/summary';
import type { Expected } from './expected';

/** What is read of the summary of a run. */
export type Shown = Pick<Summary, 'scenarios'> & Partial<Pick<Summary, 'defect'>>;

/**
 * What is wrong with a run on a reference cloud that is broken by a defect, a line each; none when all is as expected. On the
 * embedded cloud with the same defect `npm run prove` sees to it that a Then fails, so a failure that reads alike is one of that Then.
 */
export function problemsOf(expected: Expected, reference: Shown, embedded: Shown): readonly string[] {
  const { defect, red, green } = expected;
  return [
    ...(reference.defect === defect ? [] : [`the run says that its cloud is ${brokenBy(reference)}`]),
    ...red.flatMap((id) => problemOfRed(id, failureOf(reference, id), failureOf(embedded, id))),
    ...problemsOfGreen(green, reference),
  ];
}

/** Which of these scenarios did not pass, a line each. */
export function problemsOfGreen(ids: readonly string[], { scenarios }: Shown): readonly string[] {
  return ids.flatMap((id) => {
    const { status = 'not run', failure = '' } = scenarios.find((scenario) => scenario.id === id) ?? {};
    return status === 'passed' ? [] : [`${id} should pass, but is ${status}\n${failure}`.trimEnd()];
  });
}

/**
 * What a failure says, whatever it is of: without ids, hosts and times. What was asked last, and the columns, follow from those.
 */
export function kindOf(failure: string): string {
  return failure
    .split('\n')
    .map((line) =>
      line
        .replace(/\b[0-9a-f]{8}(…|-[0-9a-f-]{27})/g, '<id>')
        .replace(/\bcompute-\d\b/g, '<host>')
        .trim(),
    )
    .filter((line) => !line.startsWith('last '))
    .join('\n');
}

function problemOfRed(id: string, reference: string | undefined, embedded: string | undefined): readonly string[] {
  if (reference === undefined) return [`${id} should fail, but does not`];
  if (embedded === undefined) return [`${id} does not fail on the embedded cloud with the same defect`];
  if (kindOf(reference) === kindOf(embedded)) return [];
  return [`${id} fails otherwise than on the embedded cloud:\n${reference}\nthere:\n${embedded}`];
}

function failureOf({ scenarios }: Shown, id: string): string | undefined {
  const scenario = scenarios.find((each) => each.id === id);
  return scenario?.status === 'failed' ? (scenario.failure ?? '') : undefined;
}

function brokenBy({ defect }: Shown): string {
  return defect === undefined ? 'healthy' : `broken by ${defect}`;
}
