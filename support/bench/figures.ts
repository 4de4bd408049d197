import { join } from 'node:path';
import type { Figure, Program } from './figure';
import { floorOf } from './floor';

/** The names of all figures. */
export const figureNames = ['suite', 'scenario'] as const;

/** The name of a figure. */
export type FigureName = (typeof figureNames)[number];

/**
 * A figure of the suite in a folder.
 *
 * @param scratch a folder of its own for what the runs write
 */
export function figureOf(name: FigureName, root: string, scratch: string): Figure {
  const { title, against, selection } = runs[name];
  return {
    name,
    title,
    against,
    wanted: 2.5,
    ours: gateOf(root, join(scratch, `${name}-ours`), selection),
    peer: floorOf(root, join(scratch, `${name}-floor`), selection),
  };
}

const runs: Readonly<
  Record<FigureName, Pick<Figure, 'title' | 'against'> & { readonly selection: readonly string[] }>
> = {
  suite: {
    title: 'all scenarios on the embedded cloud',
    against: 'cucumber-js alone with the same features and reports, whose steps do nothing',
    selection: [],
  },
  scenario: {
    title: 'one scenario on the embedded cloud',
    against: 'cucumber-js alone with that scenario, whose steps do nothing',
    selection: ['--tags', '@LD-1'],
  },
};

function gateOf(root: string, reports: string, selection: readonly string[]): Program {
  const gate = ['-r', './config/typescript.cjs', join('support', 'commands', 'acceptance.ts')];
  const order = ['--allure', 'none', '--seed', '1', '--reports', reports];
  return { folder: root, nodeArguments: [...gate, ...order, ...selection] };
}
