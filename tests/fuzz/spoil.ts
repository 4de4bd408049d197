import type { Random } from './random';
import { oddTexts, oddValues } from './words';

/** A value with a few of its parts, anywhere in it, replaced, taken away, doubled or joined by others. */
export function spoil(value: unknown, random: Random): unknown {
  let spoiled = value;
  for (let times = random.below(4); times > 0; times--) spoiled = spoilOnce(spoiled, random);
  return spoiled;
}

function spoilOnce(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && random.isLucky(80)) return spoilArray(value, random);
  if (isObject(value) && random.isLucky(85)) return spoilObject(value, random);
  return oddValue(value, random);
}

/** Deeper down in most cases, for that is where a schema looks less closely. */
function spoilObject(value: Readonly<Record<string, unknown>>, random: Random): unknown {
  const entries = Object.entries(value);
  if (entries.length === 0 || random.isLucky(15)) {
    return Object.fromEntries([...entries, [random.pick(oddTexts), oddValue(value, random)]]);
  }
  const [chosen] = random.pick(entries);
  if (random.isLucky(10)) return Object.fromEntries(entries.filter(([key]) => key !== chosen));
  return Object.fromEntries(
    entries.map(([key, part]): [string, unknown] => {
      if (key !== chosen) return [key, part];
      return random.isLucky(5) ? [random.pick(oddTexts), part] : [key, spoilOnce(part, random)];
    }),
  );
}

function spoilArray(value: readonly unknown[], random: Random): unknown {
  if (value.length === 0 || random.isLucky(20)) return [...value, oddValue(value[0], random)];
  const chosen = random.below(value.length);
  if (random.isLucky(20)) return [...value, value[chosen]];
  return value.map((part, index) => (index === chosen ? spoilOnce(part, random) : part));
}

function oddValue(value: unknown, random: Random): unknown {
  switch (random.below(6)) {
    case 0:
      return [value];
    case 1:
      return { [random.pick(oddTexts)]: value };
    case 2:
      return typeof value === 'string' ? `${value}${random.pick(oddTexts)}` : String(random.below(1000));
    case 3:
      return random.pick(oddTexts);
    default:
      return random.pick(oddValues);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
