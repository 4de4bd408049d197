import { type Defect, defects } from '../../stub/defects';

export { leftOutBugs, type LeftOut } from '../../stub/defects/left-out';

/** What is known of a defect of the embedded cloud. */
export type EmbeddedDefect = Omit<Defect, 'change'>;

/** All that the embedded cloud can be given, in the order of docs/defects.md. */
export const embeddedDefects: readonly EmbeddedDefect[] = defects.map(({ change: _change, ...facts }) => facts);

/** Their names. */
export const knownDefects: readonly string[] = embeddedDefects.map(({ name }) => name);

/** A line for each defect: its name and what it does wrong. */
export function listDefects(): string {
  const width = Math.max(...knownDefects.map(({ length }) => length));
  return embeddedDefects.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join('');
}
