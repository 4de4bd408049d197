import type { RunnableStep } from './feature-text';
import type { Found } from './finding';
import { nearestSteps } from './nearest-steps';
import type { DefinedSteps } from './step-definitions';

/** What is wrong with a step of a feature beside the step definitions: it has none, more than one, or one for another part. */
export function definitionProblem(
  { text, part }: Pick<RunnableStep, 'text' | 'part'>,
  defined: DefinedSteps,
): Pick<Found, 'message' | 'mend'> | undefined {
  const [only, ...others] = defined.steps.filter((step) => step.matches(text));
  if (only === undefined) return { message: `no step is defined for "${text}"`, mend: offer({ text, part }, defined) };
  if (others.length > 0) {
    const all = [only, ...others].map(({ expression }) => `"${expression}"`);
    return { message: `"${text}" matches ${all.join(' and ')}`, mend: 'Reword one of the two expressions' };
  }
  return only.part === part || only.part === 'none' || part === 'none'
    ? undefined
    : { message: `"${text}" is used as a ${part}`, mend: `Use it as a ${only.part}, or another step here` };
}

function offer(wanted: Pick<RunnableStep, 'text' | 'part'>, defined: DefinedSteps): string {
  const [nearest, ...others] = nearestSteps(wanted, defined);
  if (nearest === undefined) return 'Define it; none of the steps comes near';
  const more = others.length === 0 ? '' : ` Or ${others.map((one) => `"${one}"`).join(', or ')}?`;
  return `Did you mean "${nearest}"?${more} Otherwise define it`;
}
