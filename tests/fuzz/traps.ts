import { replacing, type SeamChange } from '../../support/stub/seams';

/** What a healthy cloud does not do, by which one sees that it would be found. */
const trapNames = ['none', 'throws', 'hangs', 'crashes'] as const;

/** The name of a trap. */
export type TrapName = (typeof trapNames)[number];

/** True for the name of a trap. */
export function isTrapName(name: unknown): name is TrapName {
  return trapNames.some((known) => known === name);
}

/** Changes a cloud so that it goes wrong when it looks for a server, once it has found some. */
export function trap(name: TrapName): readonly SeamChange[] {
  const spring = springs[name];
  if (spring === undefined) return [];
  let shown = 0;
  return [
    replacing('compute', 'rules', 'seesServer', (sees) => (caller, server) => {
      if (++shown > harmless) spring();
      return sees(caller, server);
    }),
  ];
}

/** More than it takes to furnish a cloud. */
const harmless = 3;

const springs: Readonly<Record<TrapName, (() => void) | undefined>> = {
  none: undefined,
  throws: () => {
    throw new TypeError('sprung');
  },
  hangs: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  crashes: () => {
    setImmediate(() => {
      throw new TypeError('sprung');
    });
  },
};
