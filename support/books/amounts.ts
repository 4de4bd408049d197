/** Amounts by resource class, like `{VCPU: 1, MEMORY_MB: 512}`; a class that is not there counts as 0. */
export type Amounts = Readonly<Record<string, number>>;

const usualOrder = ['VCPU', 'PCPU', 'MEMORY_MB', 'DISK_GB'];

/** The classes that any of the amounts has, the usual ones first, the others by name. */
export function resourceClasses(...amounts: readonly Amounts[]): string[] {
  const all = [...new Set(amounts.flatMap((each) => Object.keys(each)))];
  return all.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** The sum of amounts, class by class. */
export function sumOf(amounts: readonly Amounts[]): Amounts {
  const sum: Record<string, number> = {};
  for (const each of amounts) {
    for (const [name, amount] of Object.entries(each)) sum[name] = (sum[name] ?? 0) + amount;
  }
  return sum;
}

/** True when both have the same amount of each class. */
export function sameAmounts(a: Amounts, b: Amounts): boolean {
  return resourceClasses(a, b).every((name) => (a[name] ?? 0) === (b[name] ?? 0));
}

/** The amounts as a message shows them, `VCPU 1, MEMORY_MB 512`; `nothing` when all are 0. */
export function tellAmounts(amounts: Amounts): string {
  const told = resourceClasses(amounts)
    .filter((name) => amounts[name] !== 0)
    .map((name) => `${name} ${amounts[name] ?? 0}`);
  return told.length === 0 ? 'nothing' : told.join(', ');
}

function rank(name: string): number {
  const index = usualOrder.indexOf(name);
  return index === -1 ? usualOrder.length : index;
}
