/** Those who act in scenarios: a project member, a project reader, a member of another project, the cloud admin. */
export const personNames = ['owner', 'reader', 'stranger', 'operator'] as const;

/** One of those who act in scenarios. */
export type PersonName = (typeof personNames)[number];
