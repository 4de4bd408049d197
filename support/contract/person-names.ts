/** Those who act in scenarios: a project member, a project reader, a member of another project, the cloud admin. */
export const personNames = ['owner', 'reader', 'stranger', 'operator'] as const;

/** One of those who act in scenarios. */
export type PersonName = (typeof personNames)[number];

/** Something of each person's. */
export function everyPerson<T>(make: (name: PersonName) => T): Record<PersonName, T> {
  const [owner, reader, stranger, operator] = personNames;
  return {
    [owner]: make(owner),
    [reader]: make(reader),
    [stranger]: make(stranger),
    [operator]: make(operator),
  };
}
