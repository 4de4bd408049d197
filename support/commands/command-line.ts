import { parseArgs, type ParseArgsConfig } from 'node:util';
import { offer } from '../nearest';

/** What is wrong with the command line, and what would be right. */
export class WrongOrder extends Error {}

/** Reads options and words as `parseArgs` does. Throws {@link WrongOrder}, which offers the option that was likely meant. */
export function readCommandLine<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown option '([^']+)'/.exec(message);
    if (unknown === null) throw new WrongOrder(message);
    const [told, option = ''] = unknown;
    const known = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    throw new WrongOrder(`${told}; ${offer(option, known)}`);
  }
}

/** The value of an option that is a whole number, the limits included. Throws {@link WrongOrder}. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new WrongOrder(`${option} is "${text}", but should be a whole number from ${least} to ${most}`);
}
