import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const place = 'support/world';

/** The file of each noun of the World, by its name there, as `scenario.ts` wires them. @param root the project's folder */
export function nounFiles(root: string): ReadonlyMap<string, string> {
  return readNouns(readFileSync(join(root, place, 'scenario.ts'), 'utf8'));
}

/** The same from the text of `scenario.ts`: what is made of a class that it imports. */
export function readNouns(text: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [, names = '', from = ''] of text.matchAll(/^import \{ ([\w, ]+) \} from '(\.[^']+)';$/gm)) {
    for (const name of names.split(', ')) files.set(name, `${posix.join(place, from)}.ts`);
  }
  const nouns = new Map<string, string>();
  for (const [, noun = '', name = ''] of text.matchAll(/\b(\w+)(?: =|:) new (\w+)\(/g)) {
    const file = files.get(name);
    if (file !== undefined) nouns.set(noun, file);
  }
  return nouns;
}
