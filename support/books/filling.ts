import type { Amounts } from './amounts';

/** What filling needs to know of one resource class of a host (reference D.3). */
export interface Room {
  readonly total: number;
  readonly reserved: number;
  readonly allocationRatio: number;
  /** No consumer may hold more than this. */
  readonly maxUnit: number;
  readonly stepSize: number;
}

/** A host that is to be filled. */
export interface HostToFill {
  readonly inventories: Readonly<Record<string, Room>>;
  readonly usages: Amounts;
}

/**
 * What placeholders have to hold, one entry for each, until a host has no room for another server of that size. Of the
 * classes that the server needs, the one that is used up first is filled. Empty when there is no room already.
 */
export function fillersFor({ inventories, usages }: HostToFill, size: Amounts): readonly Amounts[] {
  const [scarcest] = Object.entries(size)
    .filter(([, amount]) => amount > 0)
    .map(([name, amount]) => ({ name, amount, room: inventories[name], free: freeOf(inventories[name], usages[name]) }))
    .sort((one, other) => one.free / one.amount - other.free / other.amount);
  if (scarcest?.room === undefined) return [];
  const { name, free, room } = scarcest;
  const whole = (amount: number): number => amount - (amount % room.stepSize);
  return portions(whole(free), whole(room.maxUnit)).map((amount) => ({ [name]: amount }));
}

function portions(all: number, largest: number): readonly number[] {
  const count = largest > 0 ? Math.ceil(all / largest) : 0;
  return Array.from({ length: count }, (_, index) => Math.min(largest, all - index * largest));
}

function freeOf(room: Room | undefined, used = 0): number {
  if (room === undefined) return 0;
  return Math.max(0, Math.floor((room.total - room.reserved) * room.allocationRatio) - used);
}
