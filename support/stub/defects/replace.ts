import type { ComputeSeams } from '../compute/seams';
import type { SeamChange, Seams } from '../seams';

type NovaOperations = ComputeSeams['operations'];
type NovaRules = ComputeSeams['rules'];

/** Replaces steps of one of Nova's operations; the others, and the order, stay. */
export function novaSteps<Name extends keyof NovaOperations>(
  operation: Name,
  steps: Partial<NovaOperations[Name]>,
): SeamChange {
  return (seams) => {
    const { operations } = seams.compute;
    const changed = { ...operations, [operation]: { ...operations[operation], ...steps } };
    return { ...seams, compute: { ...seams.compute, operations: changed } };
  };
}

/** Replaces rules of Nova's. */
export function novaRules(rules: Partial<NovaRules>): SeamChange {
  return (seams) => ({ ...seams, compute: { ...seams.compute, rules: { ...seams.compute.rules, ...rules } } });
}

/** Replaces rules of the heal. */
export function healRules(rules: Partial<NovaRules['heal']>): SeamChange {
  return (seams) => novaRules({ heal: { ...seams.compute.rules.heal, ...rules } })(seams);
}

/** Replaces traits of Nova's. */
export function novaTraits(traits: Partial<ComputeSeams['traits']>): SeamChange {
  return (seams) => ({ ...seams, compute: { ...seams.compute, traits: { ...seams.compute.traits, ...traits } } });
}

/** Replaces policies of Nova's. */
export function novaPolicies(policies: Partial<ComputeSeams['policies']>): SeamChange {
  return (seams) => ({ ...seams, compute: { ...seams.compute, policies: { ...seams.compute.policies, ...policies } } });
}

/** Replaces views of Nova's. */
export function novaViews(views: Partial<ComputeSeams['views']>): SeamChange {
  return (seams) => ({ ...seams, compute: { ...seams.compute, views: { ...seams.compute.views, ...views } } });
}

/** A neighbour of Nova's that has operations, rules and views to replace. */
type Neighbour = 'placement' | 'network' | 'volume' | 'image';

/** Replaces steps of a neighbour's operation. */
export function steps<Service extends Neighbour, Name extends keyof Seams[Service]['operations']>(
  service: Service,
  operation: Name,
  replaced: Partial<Seams[Service]['operations'][Name]>,
): SeamChange {
  return (seams) => {
    const { operations }: { readonly operations: Seams[Service]['operations'] } = seams[service];
    const changed = { ...operations, [operation]: { ...operations[operation], ...replaced } };
    return { ...seams, [service]: { ...seams[service], operations: changed } };
  };
}

/** Replaces rules of a neighbour. */
export function rules<Service extends Neighbour>(
  service: Service,
  replaced: Partial<Seams[Service]['rules']>,
): SeamChange {
  return (seams) => ({
    ...seams,
    [service]: { ...seams[service], rules: { ...seams[service].rules, ...replaced } },
  });
}

/** Does one change after the other. */
export function together(...changes: readonly SeamChange[]): SeamChange {
  return (seams) => changes.reduce((changed, change) => change(changed), seams);
}
