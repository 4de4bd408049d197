import type { Decoder } from '../decode';
import { amount, mapOf } from '../decode';

/** Amounts by resource class, like `{VCPU: 1, MEMORY_MB: 512, DISK_GB: 1}`. */
export type Resources = Readonly<Record<string, number>>;

/** Reads amounts by resource class. */
export const resourcesDecoder: Decoder<Resources> = mapOf(amount);
