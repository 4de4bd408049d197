/**
 * As much of ASN.1's distinguished encoding (X.690) as a certificate needs: each function gives the bytes of one value.
 */

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  contextPrimitive: 0x80,
  contextConstructed: 0xa0,
} as const;

/** A SEQUENCE of values. */
export function sequence(...values: readonly Buffer[]): Buffer {
  return value(tags.sequence, Buffer.concat(values));
}

/** A SET of one value. */
export function set(member: Buffer): Buffer {
  return value(tags.set, member);
}

/** A value with an explicit tag of its context, `[number]`. */
export function context(number: number, inner: Buffer): Buffer {
  return value(tags.contextConstructed + number, inner);
}

/** Bytes with an implicit tag of their context, `[number]`. */
export function contextText(number: number, bytes: Buffer): Buffer {
  return value(tags.contextPrimitive + number, bytes);
}

/** The BOOLEAN that says so; where it is false, DER leaves it out. */
export function isTrue(): Buffer {
  return value(tags.boolean, Buffer.from([0xff]));
}

/** An INTEGER that is not negative. @param bytes most significant first */
export function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const shortest = bytes.subarray(start);
  const looksNegative = (shortest[0] ?? 0) >= 0x80;
  return value(tags.integer, looksNegative ? Buffer.concat([Buffer.from([0]), shortest]) : shortest);
}

/** A BIT STRING of whole bytes. */
export function bitString(bytes: Buffer): Buffer {
  return value(tags.bitString, Buffer.concat([Buffer.from([0]), bytes]));
}

/** A BIT STRING of up to eight named bits, the first one first, like `0000011`. */
export function bits(text: string): Buffer {
  return value(tags.bitString, Buffer.from([8 - text.length, parseInt(text.padEnd(8, '0'), 2)]));
}

/** An OCTET STRING. */
export function octetString(bytes: Buffer): Buffer {
  return value(tags.octetString, bytes);
}

/** A UTF8String. */
export function utf8(text: string): Buffer {
  return value(tags.utf8, Buffer.from(text, 'utf8'));
}

/** An OBJECT IDENTIFIER. @param dotted like `2.5.4.3` */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(tags.objectId, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A time to the second, as RFC 5280 writes it: with two digits for years before 2050, with four from then on. */
export function time(at: Date): Buffer {
  const text = `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  return at.getUTCFullYear() < 2050
    ? value(tags.utcTime, Buffer.from(text.slice(2)))
    : value(tags.generalizedTime, Buffer.from(text));
}

function value(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return [0x80 + bytes.length, ...bytes];
}

/** Seven bits to a byte, all but the last with the highest bit set. */
function base128(number: number): readonly number[] {
  const bytes = [number % 128];
  for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift(0x80 + (left % 128));
  return bytes;
}
