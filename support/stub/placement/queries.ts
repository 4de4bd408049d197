import { placementErrors } from '../http/dialects/placement-dialect';
import type { Microversion } from '../http/microversions';
import { isUuidLike } from '../http/schemas';
import type { Amounts } from './schemas';

/** Traits that a provider must and must not have; of each set in `required` one is enough. */
export interface TraitWish {
  readonly required: readonly ReadonlySet<string>[];
  readonly forbidden: ReadonlySet<string>;
}

/** Aggregates that a provider must and must not belong to; of each set in `required` one is enough. */
export interface AggregateWish {
  readonly required: readonly ReadonlySet<string>[];
  readonly forbidden: ReadonlySet<string>;
}

/** Reads `VCPU:1,MEMORY_MB:512`. Throws 400 (`placement/util.py:normalize_resources_qs_param`). */
export function readResources(text: string): Amounts {
  const form =
    'Badly formed resources parameter. Expected resources query string parameter in form: ?resources=VCPU:2,MEMORY_MB:1024.';
  if (text.trim() === '') throw placementErrors.badRequest(`${form} Got: empty string.`);
  const amounts = new Map<string, number>();
  for (const item of text.split(',')) {
    const [name, amount, ...more] = item.split(':');
    if (name === undefined || amount === undefined || more.length > 0) {
      throw placementErrors.badRequest(`${form} Got: ${item}.`);
    }
    amounts.set(name, readAmount(name, amount));
  }
  return Object.fromEntries(amounts);
}

/** Reads the values of a `required` parameter. Throws 400 (`placement/util.py:normalize_traits_qs_params`). */
export function readTraits(values: readonly string[], version: Microversion): TraitWish {
  const anyTraits = version.isAtLeast('1.39');
  const required: ReadonlySet<string>[] = [];
  const forbidden = new Set<string>();
  for (const value of anyTraits ? values : values.slice(-1)) {
    if (value.startsWith('in:')) required.push(readAnyTraits(value, anyTraits));
    else readAllTraits(value, version.isAtLeast('1.22'), required, forbidden);
  }
  return { required, forbidden };
}

/** Reads the values of a `member_of` parameter. Throws 400 (`placement/util.py:normalize_member_of_qs_params`). */
export function readMemberOf(values: readonly string[], version: Microversion, suffix = ''): AggregateWish {
  if (values.length > 1 && !version.isAtLeast('1.24')) {
    throw placementErrors.badRequest(`Multiple member_of${suffix} parameters are not supported`);
  }
  const required: ReadonlySet<string>[] = [];
  const forbidden = new Set<string>();
  for (const value of values) {
    const { kind, aggregates } = readAggregates(value);
    if (kind === 'required') required.push(aggregates);
    else if (version.isAtLeast('1.32')) for (const aggregate of aggregates) forbidden.add(aggregate);
    else {
      throw placementErrors.badRequest(
        `Forbidden member_of${suffix} parameters are not supported in the specified microversion`,
      );
    }
  }
  return { required, forbidden };
}

/** Reads an `in_tree` parameter. Throws 400. */
export function readInTree(value: string): string {
  if (isUuidLike(value.trim())) return value.trim();
  throw placementErrors.badRequest(
    `Invalid query string parameters: Expected 'in_tree' parameter to be a format of uuid. Got: ${value}`,
  );
}

function readAmount(name: string, text: string): number {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    throw placementErrors.badRequest(`Requested resource ${name} expected positive integer amount. Got: ${text}.`);
  }
  const amount = Number(text);
  if (amount < 1) {
    throw placementErrors.badRequest(`Requested resource ${name} requires amount >= 1. Got: ${amount}.`);
  }
  return amount;
}

function readAnyTraits(value: string, supported: boolean): ReadonlySet<string> {
  const wrong = 'Invalid query string parameters: ';
  const form = "The format 'in:HW_CPU_X86_VMX,CUSTOM_MAGIC' ";
  if (!supported) {
    throw placementErrors.badRequest(`${wrong}${form}only supported since microversion 1.39. Got: ${value}`);
  }
  const traits = value
    .slice(3)
    .split(',')
    .map((trait) => trait.trim());
  if (traits.includes('')) {
    throw placementErrors.badRequest(
      `${wrong}Expected 'required' parameter value of the form: in:HW_CPU_X86_VMX,CUSTOM_MAGIC. Got an empty trait in: ${value}`,
    );
  }
  if (traits.some((trait) => trait.startsWith('!'))) {
    throw placementErrors.badRequest(`${wrong}${form}does not support forbidden traits. Got: ${value}`);
  }
  return new Set(traits);
}

function readAllTraits(
  value: string,
  mayForbid: boolean,
  required: ReadonlySet<string>[],
  forbidden: Set<string>,
): void {
  const expected = `Invalid query string parameters: Expected 'required' parameter value of the form: HW_CPU_X86_VMX,${mayForbid ? '!' : ''}CUSTOM_MAGIC.`;
  for (const trait of value.split(',').map((part) => part.trim())) {
    const name = trait.replace(/^!+/, '');
    if (name === '') throw placementErrors.badRequest(`${expected} Got an empty trait in: ${value}`);
    if (name === trait) required.push(new Set([name]));
    else if (mayForbid) forbidden.add(name);
    else throw placementErrors.badRequest(`${expected} Got: ${value}`);
  }
}

function readAggregates(value: string): { kind: 'required' | 'forbidden'; aggregates: ReadonlySet<string> } {
  const match = /^(!?)(in:)?(.*)$/s.exec(value);
  const list = match?.[3] ?? '';
  if (match?.[2] === undefined && list.includes(',')) {
    throw placementErrors.badRequest(
      "Multiple values for 'member_of' must be prefixed with the 'in:' or '!in:' keyword using the valid microversion. " +
        `Got: ${value}`,
    );
  }
  const aggregates = match?.[2] === undefined ? [list] : list.split(',');
  const bad = aggregates.find((aggregate) => !isUuidLike(aggregate));
  if (bad === undefined)
    return { kind: match?.[1] === '!' ? 'forbidden' : 'required', aggregates: new Set(aggregates) };
  throw placementErrors.badRequest(
    `Invalid query string parameters: Expected 'member_of' parameter to contain valid UUID(s). Got: ${bad}`,
  );
}
