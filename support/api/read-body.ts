import { setFlagsFromString } from 'node:v8';

/** No service answers with more octets, unpacked: a list of ten thousand hosts has three million. */
export const mostOctets = 4 * 1024 * 1024;

/** No service nests deeper, or answers with more objects and arrays; who reads deeper runs out of stack, or of memory. */
const deepest = 100;
const mostParts = 150_000;

/** No text of this length can be too deep for the stack. */
const alwaysFit = 2000;

/** What came in a body: JSON that was read, other text or JSON that is not fit to be read, or nothing. */
export type Body =
  | { readonly form: 'JSON'; readonly value: unknown }
  | { readonly form: 'text'; readonly value: string }
  | { readonly form: 'nothing'; readonly value: undefined };

/** Of a text that is longer several copies come about: as octets, as text and as what it says. */
const long = 1024 * 1024;

let garbage: 'left for later' | 'collected soon' = 'left for later';

/** Once answers are that long, V8 would let some hundred megabytes of them pile up before it looks for what nobody needs. */
function collectGarbageSoon(): void {
  if (garbage === 'left for later') setFlagsFromString('--heap-growing-percent=30');
  garbage = 'collected soon';
}

/** Reads a body, whatever its header says of it. */
export function readBody(text: string): Body {
  if (text.length > long) collectGarbageSoon();
  if (text === '') return { form: 'nothing', value: undefined };
  if (isFit(text)) {
    try {
      return { form: 'JSON', value: JSON.parse(text) };
    } catch {
      // Not JSON: whoever expects it will say what came instead.
    }
  }
  return { form: 'text', value: text };
}

/** False for JSON that is deeper or has more parts than any honest answer. */
function isFit(text: string): boolean {
  if (text.length <= alwaysFit) return true;
  let depth = 0;
  let parts = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '"') inString = !inString;
    else if (sign === '\\') index += 1;
    else if (inString) continue;
    else if (sign === '{' || sign === '[') {
      depth += 1;
      parts += 1;
      if (depth > deepest || parts > mostParts) return false;
    } else if (sign === '}' || sign === ']') depth -= 1;
  }
  return true;
}
