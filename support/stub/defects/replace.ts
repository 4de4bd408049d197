import { replacing, replacingSome, type SeamChange, type Seams } from '../seams';

type NovaSeams = Seams['compute'];

/** Replaces steps of one of Nova's operations; the others, and the order, stay. */
export function novaSteps<Name extends keyof NovaSeams['operations']>(
  operation: Name,
  replaced: Partial<NovaSeams['operations'][Name]>,
): SeamChange {
  return steps('compute', operation, replaced);
}

/** Replaces rules of Nova's. */
export function novaRules(replaced: Partial<NovaSeams['rules']>): SeamChange {
  return rules('compute', replaced);
}

/** Replaces rules of the heal. */
export function healRules(replaced: Partial<NovaSeams['rules']['heal']>): SeamChange {
  return replacing('compute', 'rules', 'heal', (heal) => ({ ...heal, ...replaced }));
}

/** Replaces traits of Nova's. */
export function novaTraits(traits: Partial<NovaSeams['traits']>): SeamChange {
  return replacingSome('compute', 'traits', traits);
}

/** Replaces policies of Nova's. */
export function novaPolicies(policies: Partial<NovaSeams['policies']>): SeamChange {
  return replacingSome('compute', 'policies', policies);
}

/** Replaces views of Nova's. */
export function novaViews(views: Partial<NovaSeams['views']>): SeamChange {
  return replacingSome('compute', 'views', views);
}

/** Replaces steps of a service's operation. */
export function steps<Name extends keyof Seams, Operation extends keyof Seams[Name]['operations']>(
  service: Name,
  operation: Operation,
  replaced: Partial<Seams[Name]['operations'][Operation]>,
): SeamChange {
  return replacing(service, 'operations', operation, (healthy) => ({ ...healthy, ...replaced }));
}

/** Replaces rules of a service. */
export function rules<Name extends keyof Seams>(service: Name, replaced: Partial<Seams[Name]['rules']>): SeamChange {
  return replacingSome(service, 'rules', replaced);
}
