import type { Writer } from 'allure-js-commons/sdk/reporter';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was told of a run and is not in its folder yet. */
interface Told {
  /** Texts by the names of their files. */
  readonly texts: ReadonlyMap<string, string>;
  /** What was thrown when attachments could not be written. */
  readonly failures: readonly Error[];
}

const pending = new Map<string, Told>();

/**
 * Takes Allure's raw results for a folder. Attachments are written at once; results and hooks wait for {@link takeResults}, for they
 * are mended before anybody reads them, and what a run that died would have left is worth nothing. Allure's own writer waits for the
 * disk after each of more than a thousand files. An attachment that cannot be written breaks no scenario off: that is told at the end.
 */
export function resultsWriter(folder: string): Writer {
  const texts = new Map<string, string>();
  const failures: Error[] = [];
  pending.set(folder, { texts, failures });
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const keep = (file: string, content: unknown): void => {
    texts.set(file, JSON.stringify(content));
  };
  return {
    writeResult: (result) => {
      keep(`${result.uuid}-result.json`, result);
    },
    writeGroup: (group) => {
      keep(`${group.uuid}-container.json`, group);
    },
    writeAttachment: (file, content) => {
      attempt(() => {
        writeFileSync(join(folder, file), content);
      });
    },
    writeAttachmentFromPath: (file, from) => {
      attempt(() => {
        copyFileSync(from, join(folder, file));
      });
    },
    // The suite tells these itself, from its own verdicts.
    writeEnvironmentInfo: () => undefined,
    writeCategoriesDefinitions: () => undefined,
    writeGlobals: () => undefined,
  };
}

/** The results and hooks that were told for the folder, in order, and what failed meanwhile; each only once. */
export function takeResults(folder: string): Told {
  const told = pending.get(folder) ?? { texts: new Map<string, string>(), failures: [] };
  pending.delete(folder);
  return told;
}
