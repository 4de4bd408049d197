import { parseArgs } from 'node:util';
import { nearest, offer } from './nearest';

/** An option of a command; `help` may have several lines, and is left out where another command's help tells of the option. */
export type OptionDeclaration =
  | {
      readonly type: 'string';
      /** What its value is called: `NAME`. */
      readonly value: string;
      /** A value that somebody might give, as it is typed. */
      readonly like: string;
      readonly help?: string;
      /** Whether it may be given several times. */
      readonly multiple?: boolean;
    }
  | { readonly type: 'boolean'; readonly help: string };

/** The options of a command by their names. */
export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

/** Everything that is told of a command and that may be typed for it; each one has `--help` besides. */
export interface CommandDeclaration<Options extends OptionDeclarations = OptionDeclarations> {
  /** How it is typed: `npm run stub -- [options]`. */
  readonly usage: string;
  readonly does: string;
  /** Words that are no options may be there: what some mean, or any; none may when left out. */
  readonly words?: 'any' | Readonly<Record<string, string>>;
  readonly options: Options;
  /** Options that others have and this command must not have, and why. */
  readonly refused?: Readonly<Record<string, string>>;
  /** What it ends with: `0 all is well; 1 …`. */
  readonly exitCodes: string;
}

/** What is wrong with a command line, and what would be right. */
export class WrongOrder extends Error {}

/** The values of a command's options by their names, as `parseArgs` types them, and the words that are none. */
export interface TypedOrder<Options extends OptionDeclarations> {
  readonly values: ReturnType<typeof parseArgs<Strict<Options>>>['values'];
  readonly words: readonly string[];
}

interface Strict<Options extends OptionDeclarations> {
  readonly args: readonly string[];
  readonly options: Options;
  readonly strict: true;
  readonly allowPositionals: true;
}

/** Reads a command line: `--option value`, `--option=value` and words in any order. Throws {@link WrongOrder}. */
export function readCommandLine<const Options extends OptionDeclarations>(
  command: CommandDeclaration<Options>,
  argv: readonly string[],
): TypedOrder<Options> | 'help' {
  const { options } = command;
  const known = { ...options, help };
  const { tokens, positionals } = parseArgs({ args: argv, options: known, strict: false, tokens: true });
  if (tokens.some((token) => token.kind === 'option' && token.name === 'help' && token.value === undefined))
    return 'help';
  const wrong = tokens
    .map((token) => (token.kind === 'option' ? problemOf(token, argv, command) : undefined))
    .find((problem) => problem !== undefined);
  if (wrong !== undefined) throw new WrongOrder(wrong);
  const problem = twice(tokens, options) ?? strayWord(positionals, command);
  if (problem !== undefined) throw new WrongOrder(problem);
  // A value that begins with a dash is one beyond doubt behind "=" only.
  const args = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    return token.value === undefined ? [`--${token.name}`] : [`--${token.name}=${token.value}`];
  });
  const order: Strict<Options> = { args, options, strict: true, allowPositionals: true };
  return { values: parseArgs(order).values, words: positionals };
}

/** The first value of an option in a command line, whatever else is wrong there; undefined when it has none. */
export function valueIn(argv: readonly string[], option: string): string | undefined {
  const given = optionsIn(argv, option).find(({ name }) => name === option);
  return given === undefined || lacksValue(given) ? undefined : given.value;
}

/** The command line without a word that is no option; what is the same as the value of one stays. */
export function withoutWord(
  argv: readonly string[],
  { options }: Pick<CommandDeclaration, 'options'>,
  word: string,
): readonly string[] {
  const { tokens } = parseArgs({ args: argv, options, strict: false, tokens: true });
  const place = tokens.find((token) => token.kind === 'positional' && token.value === word)?.index;
  return argv.filter((_, index) => index !== place);
}

/** The screen of `--help`. */
export function helpOf({ usage, does, words, options, exitCodes }: CommandDeclaration): string {
  const said = typeof words === 'object' ? Object.entries(words) : [];
  const asked = Object.entries<OptionDeclaration>({ ...options, help }).flatMap(([name, option]) =>
    option.help === undefined
      ? []
      : [[`--${name}${option.type === 'string' ? ` ${option.value}` : ''}`, option.help] as const],
  );
  const width = Math.max(...[...said, ...asked].map(([name]) => name.length)) + 2;
  const table = (rows: readonly (readonly [string, string])[]): string =>
    rows
      .map(([name, text]) => `  ${name.padEnd(width)}${text.replaceAll('\n', `\n  ${' '.repeat(width)}`)}\n`)
      .join('');
  return [
    `${usage}\n`,
    `${does}\n`,
    ...(said.length > 0 ? [table(said)] : []),
    table(asked),
    `Exit code: ${exitCodes}.\n`,
  ].join('\n');
}

/** One of a few values of an option, the first without it. Throws {@link WrongOrder}. */
export function oneOf<T extends string>(option: string, given: string | undefined, known: readonly [T, ...T[]]): T {
  const value = given === undefined ? known[0] : known.find((word) => word === given);
  if (value !== undefined) return value;
  throw new WrongOrder(`there is no ${option} ${given ?? ''}: ${offer(given ?? '', known)}`);
}

/** The value of an option that is a whole number, the limits included. Throws {@link WrongOrder}. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new WrongOrder(`${option} is "${text}", but should be a whole number from ${least} to ${most}`);
}

const help = { type: 'boolean', help: 'this text' } as const;

interface OptionToken {
  readonly name: string;
  /** Where it stands in the command line. */
  readonly index: number;
  readonly value: string | undefined;
  /** Whether the value is in the same word, behind `=`. */
  readonly inlineValue: boolean | undefined;
}

function optionsIn(argv: readonly string[], option: string): readonly OptionToken[] {
  const options = { [option]: { type: 'string' } } as const;
  return parseArgs({ args: argv, options, strict: false, tokens: true }).tokens.filter(
    (token) => token.kind === 'option',
  );
}

function problemOf(token: OptionToken, argv: readonly string[], command: CommandDeclaration): string | undefined {
  const { options, refused = {} } = command;
  const word = argv[token.index] ?? '';
  const [typed = word] = word.split('=', 1);
  const why = Object.hasOwn(refused, token.name) ? refused[token.name] : undefined;
  if (why !== undefined) return `--${token.name} is refused: ${why}`;
  const known: OptionDeclarations = { ...options, help };
  const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
  if (option === undefined || !word.startsWith('--')) {
    const names = Object.keys(known).map((name) => `--${name}`);
    return `there is no option ${typed}: ${offer(typed.replace(/^-+/, '--'), names)}`;
  }
  if (option.type === 'boolean') return token.value === undefined ? undefined : `${typed} takes no value`;
  return lacksValue(token) ? `${typed} needs a value, like ${typed} ${option.like}` : undefined;
}

/** An empty word is no value, and what follows it may be an option of its own. */
function lacksValue({ value, inlineValue }: OptionToken): boolean {
  return value === undefined || value.trim() === '' || (inlineValue === false && value.startsWith('--'));
}

function twice(
  tokens: readonly { readonly kind: string; readonly name?: string; readonly value?: string | undefined }[],
  options: CommandDeclaration['options'],
): string | undefined {
  const given = (name: string): readonly string[] =>
    tokens.flatMap((token) => (token.name === name && token.value !== undefined ? [token.value] : []));
  const [name] =
    Object.entries(options).find(
      ([each, option]) => option.type === 'string' && option.multiple !== true && given(each).length > 1,
    ) ?? [];
  if (name === undefined) return undefined;
  return `--${name} was given ${given(name).length} times (${given(name).join(', ')}); once is enough`;
}

function strayWord(words: readonly string[], { words: allowed, options }: CommandDeclaration): string | undefined {
  const [stray] = words;
  if (stray === undefined || allowed !== undefined) return undefined;
  const meant = nearest(stray, Object.keys({ ...options, help }));
  return `${stray} is not expected here${meant === undefined ? '' : `: did you mean --${meant}?`}`;
}
