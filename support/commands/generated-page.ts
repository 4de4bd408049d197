import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, whyUnwritten, writeWhole } from '../reporting/write-whole';
import { runTypedCommand } from './typed-command';

/** A page of the project that a command writes. */
export interface GeneratedPage {
  /** As in `npm run steps`. */
  readonly name: string;
  /** Below the project's folder. */
  readonly file: string;
  /** What the command does, in a sentence. */
  readonly does: string;
  /** What else than a page that is out of date ends the command with 1. */
  readonly besides?: string;
  /** Makes it anew from what it is now; empty when it is not there. */
  readonly make: (page: string, root: string) => MadePage | Promise<MadePage>;
}

/** A page, and what is wrong with what it was made of. */
export interface MadePage {
  readonly text: string;
  readonly findings?: readonly { readonly message: string; readonly mend: string }[];
  /** Further files that are written with it, below the project's folder; whether they are out of date is not looked for. */
  readonly besides?: readonly { readonly file: string; readonly text: string }[];
}

/** Runs the command that writes a page, or with `--check` only finds one that is out of date. */
export function runGeneratedPage({ name, file, does, besides, make }: GeneratedPage): void {
  const command = {
    usage: `npm run ${name} [-- --check]`,
    does,
    options: { check: { type: 'boolean', help: 'writes nothing, and finds a page that is out of date' } },
    exitCodes: `0 all is well; 1 the page is out of date${besides === undefined ? '' : `, or ${besides}`}; 2 it could not be run`,
  } as const;
  runTypedCommand(command, async ({ values }) => {
    const path = join(root, file);
    const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const { text, findings = [], besides: further = [] } = await make(page, root);
    const isOutdated = values.check === true && text !== page;
    if (values.check !== true) {
      write(file, text);
      for (const one of further) write(one.file, one.text);
    }
    for (const { message, mend } of findings) console.log(`${message}. Mend: ${mend}.`);
    if (isOutdated) console.log(`${file} is out of date. Mend: npm run ${name}`);
    return findings.length === 0 && !isOutdated ? 0 : 1;
  });
}

const root = join(__dirname, '..', '..');

function write(file: string, text: string): void {
  try {
    makeFolder(dirname(join(root, file)));
    writeWhole(join(root, file), text);
  } catch (error) {
    throw new Error(`${file} cannot be written: ${whyUnwritten(error)}`, { cause: error });
  }
}
