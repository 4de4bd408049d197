/**
 * A regular expression, as text, for all ways in which a secret is written: as it is; with each of its characters escaped as JSON,
 * Python, addresses, HTML or shells do, also several times over; and in base64, alone or in the middle of something.
 */
export function spellingsOf(secret: string): string {
  if (/^[\w=-]+$/.test(secret) && secret.length > longestInFull) return tokenSpellings(secret);
  if (secret.length > longestEscaped) return [...plainSpellingsOf(secret)].map(literally).join('|');
  const written = (secret.match(/\\+|[^\\]/gsu) ?? []).map(characterSpellings).join('');
  const encoded = [...plainSpellingsOf(secret)].flatMap((text) => base64Spellings(Buffer.from(text, 'utf8')));
  return [written, ...new Set(encoded)].join('|');
}

/** A token is known by its first characters; all that follows goes with them. */
const longestInFull = 48;

/** What is longer than any password is a document, of which nobody escapes one character and not the next. */
const longestEscaped = 2000;

function tokenSpellings(token: string): string {
  const beginning = token.slice(0, longestInFull);
  const encoded = [0, 1, 2].map((before) => `${wholeBase64(Buffer.from(beginning), before)}[A-Za-z0-9+/_=%-]*`);
  return [`${literally(beginning)}[\\w=%-]*`, ...encoded].join('|');
}

function plainSpellingsOf(secret: string): ReadonlySet<string> {
  const inJson = JSON.stringify(secret).slice(1, -1);
  return new Set(/\p{Surrogate}/u.test(secret) ? [secret, inJson] : [secret, inJson, encodeURIComponent(secret)]);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Letters and digits of ASCII are never escaped; backslashes are taken together, or they could be told apart in too many ways. */
function characterSpellings(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  if (character.startsWith('\\')) return backslashSpellings(character.length);
  const octets = [...Buffer.from(character, 'utf8')];
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const point = character.codePointAt(0) ?? 0;
  const bare = [
    literally(character),
    octets.map((octet) => `${percent}${hex(octet, 2)}`).join(''),
    `${ampersand}#(?:0*${point}|[xX]0*${hex(point, 1)});`,
    ...(bareSpellings[character] ?? []),
  ];
  const escaped = [
    units.map((unit) => `u${hex(unit, 4)}`),
    octets.map((octet) => `x${hex(octet, 2)}`),
    ...(point <= 0xff ? [[`x${hex(point, 2)}`]] : []),
    ...(point > 0xffff ? [[`U${hex(point, 8)}`]] : []),
    ...(escapedSpellings[character] ?? []).map((spelling) => [spelling]),
  ].map((parts) => parts.map((part) => `${backslash}{1,8}${part}`).join(''));
  return `(?:${backslash}{0,8}(?:${bare.join('|')})|${escaped.join('|')})`;
}

function backslashSpellings(count: number): string {
  return `(?:${backslash}{${count},${8 * count}}|(?:${backslash}{1,8}(?:u005[cC]|x5[cC])){${count}})`;
}

/** An address in an address has `%25` for `%`, and so on. */
const percent = '%(?:25){0,3}';
const ampersand = '&(?:amp;){0,3}';

/** A quoting in a quoting puts backslashes before backslashes. */
const backslash = `(?:\\\\|${percent}5[cC]|${ampersand}#(?:0*92|[xX]0*5[cC]);)`;

/** What some writers have for a character besides its number. */
const bareSpellings: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '&': ['&(?:amp;){1,4}'],
  '<': [`${ampersand}lt;`],
  '>': [`${ampersand}gt;`],
  '"': [`${ampersand}quot;`],
  "'": [`${ampersand}apos;`, `'\\\\{1,8}''`],
};

/** The same for what follows a backslash. */
const escapedSpellings: Readonly<Record<string, readonly string[]>> = { '\n': ['n'], '\r': ['r'], '\t': ['t'] };

/** A number in hexadecimal digits of either case, with zeros before it up to the length. */
function hex(number: number, length: number): string {
  const digits = number.toString(16).padStart(length, '0');
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Fewer octets than these are found by chance in any base64. */
const fewestInBase64 = 6;

/**
 * Octets in base64, of either alphabet. Where they stand in the middle of something three of its characters can begin them; of the
 * one that they share with what is before them they own four bits at most, and these are left.
 */
function base64Spellings(octets: Buffer): readonly string[] {
  if (octets.length < fewestInBase64) return [aloneInBase64(octets)];
  return [0, 1, 2].map((before) => {
    const isShared = (before + octets.length) % 3 !== 0;
    return wholeBase64(octets, before) + (isShared ? `(?:${anyBase64}(?:=|%3[dD]){0,2})?` : '');
  });
}

/** The characters of base64 that are all theirs, when so many octets are before them. */
function wholeBase64(octets: Buffer, before: number): string {
  const all = Buffer.concat([Buffer.alloc(before), octets]);
  return inBase64(all.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((all.length * 8) / 6)));
}

function aloneInBase64(octets: Buffer): string {
  return `(?<!${anyBase64})${inBase64(octets.toString('base64').replace(/=+$/, ''))}(?:=|%3[dD]){0,2}(?!${anyBase64})`;
}

const anyBase64 = '[A-Za-z0-9+/_-]';

function inBase64(text: string): string {
  return text.replace(/\+/g, '(?:[+-]|%2[bB])').replace(/\//g, '(?:\\\\{0,8}[/_]|%2[fF])');
}
