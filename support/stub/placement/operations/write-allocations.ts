import { placementCodes, placementErrors } from '../../http/dialects/placement-dialect';
import type { ApiError } from '../../http/errors';
import type { Operation } from '../../operation';
import { amountsOf, capacityRefusal } from '../capacity';
import type { ConsumerWish, WriteContext, WriteStep } from '../placement';

/**
 * Writes all that some consumers hold, or nothing (`placement/handlers/allocation.py:_set_allocations_for_consumer`,
 * `placement/objects/allocation.py:_set_allocations`; reference D.3).
 */
export const writeAllocations: Operation<WriteContext, WriteStep> = {
  ensureConsumers: (context) => {
    for (const wish of context.wishes) {
      const refusal = ensureConsumer(context, wish);
      if (refusal !== undefined) throw withoutMade(context, refusal);
    }
    return 'go on';
  },
  // A provider that does not exist leaves the consumers made above behind (bug 1778576, still true).
  findProviders: ({ service, wishes }) => {
    for (const uuid of wishes.flatMap((wish) => [...wish.allocations.keys()])) {
      if (service.store.providers.has(uuid)) continue;
      throw placementErrors.badRequest(`Allocation for resource provider '${uuid}' that does not exist.`);
    }
    return 'go on';
  },
  checkClasses: (context) => {
    const classes = context.service.store.resourceClasses;
    const unknown = amountsOf(context.wishes).find(({ resourceClass }) => !classes.has(resourceClass));
    if (unknown === undefined) return 'go on';
    const text = context.unknownClass(`No such resource class ${unknown.resourceClass}.`);
    throw withoutMade(context, placementErrors.badRequest(text));
  },
  checkCapacity: (context) => {
    const refusal = capacityRefusal(context.service, context.wishes);
    if (refusal !== undefined) throw withoutMade(context, refusal);
    return 'go on';
  },
  updateConsumers: ({ service, wishes }) => {
    for (const wish of wishes) {
      const consumer = service.store.consumers.get(wish.uuid);
      if (consumer === undefined) continue;
      consumer.projectId = wish.projectId;
      consumer.userId = wish.userId;
      consumer.type = wish.type ?? consumer.type;
    }
    return 'go on';
  },
  replaceAllocations: (context) => {
    for (const wish of context.wishes) {
      noteTouched(context, wish);
      const wanted = amountsOf([wish]).map(({ provider, resourceClass, amount }) => {
        return { provider, resourceClass, used: amount };
      });
      context.service.store.replaceAllocations(wish.uuid, wanted);
    }
    return 'go on';
  },
  raiseProviderGenerations: ({ service, touched }) => {
    for (const provider of touched.providers) service.store.raiseGeneration(provider);
    return 'go on';
  },
  raiseConsumerGenerations: ({ touched }) => {
    for (const consumer of touched.consumers) consumer.generation++;
    return 'go on';
  },
  forgetEmptyConsumers: ({ service, touched }) => {
    for (const { uuid } of touched.consumers) {
      if (service.store.allocationsOf(uuid).length === 0) service.store.consumers.delete(uuid);
    }
    return 'go on';
  },
};

/** Finds or makes the consumer of a wish; the 409 of a wrong generation (`handlers/util.py:ensure_consumer`). */
function ensureConsumer({ service, version, made }: WriteContext, wish: ConsumerWish): ApiError | undefined {
  const guarded = version.isAtLeast('1.28');
  const known = service.store.consumers.get(wish.uuid);
  if (known !== undefined) {
    return guarded && known.generation !== wish.generation
      ? generationConflict(String(known.generation), wish.generation)
      : undefined;
  }
  if (guarded && wish.generation !== null) return generationConflict('null', wish.generation);
  const { uuid, projectId, userId, type } = wish;
  const consumer = { uuid, generation: 0, projectId, userId, type };
  service.store.consumers.set(uuid, consumer);
  made.push(consumer);
  return undefined;
}

function generationConflict(expected: string, got: number | null | undefined): ApiError {
  return placementErrors.conflict(
    `consumer generation conflict - expected ${expected} but got ${got ?? 'None'}`,
    placementCodes.concurrentUpdate,
  );
}

function withoutMade({ service, made }: WriteContext, refusal: ApiError): ApiError {
  for (const consumer of made) service.store.consumers.delete(consumer.uuid);
  return refusal;
}

/** A consumer that holds nothing and is to hold nothing touches nobody: it stays as it was made (bug 1778576). */
function noteTouched({ service: { store }, touched }: WriteContext, wish: ConsumerWish): void {
  const wanted = [...wish.allocations.keys()];
  const providers = wanted.length > 0 ? wanted : store.allocationsOf(wish.uuid).map(({ provider }) => provider);
  for (const uuid of providers) {
    const provider = store.providers.get(uuid);
    if (provider !== undefined) touched.providers.add(provider);
  }
  const consumer = store.consumers.get(wish.uuid);
  if (consumer !== undefined && providers.length > 0) touched.consumers.add(consumer);
}
