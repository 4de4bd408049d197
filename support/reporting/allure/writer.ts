import type { Writer } from 'allure-js-commons/sdk/reporter';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was told of a run and is not in its folder yet: texts by file name, by folder. */
const pending = new Map<string, Map<string, string>>();

/**
 * Takes Allure's raw results for a folder. Attachments are written at once; results and hooks wait for {@link takeResults}, for they
 * are mended before anybody reads them, and what a run that died would have left is worth nothing. Allure's own writer waits for the
 * disk after each of more than a thousand files.
 */
export function resultsWriter(folder: string): Writer {
  const texts = new Map<string, string>();
  pending.set(folder, texts);
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
      writeFileSync(join(folder, file), content);
    },
    writeAttachmentFromPath: (file, from) => {
      copyFileSync(from, join(folder, file));
    },
    // The suite tells these itself, from its own verdicts.
    writeEnvironmentInfo: () => undefined,
    writeCategoriesDefinitions: () => undefined,
    writeGlobals: () => undefined,
  };
}

/** The results and hooks that were told for the folder, by the name of their file, in order; each only once. */
export function takeResults(folder: string): ReadonlyMap<string, string> {
  const texts = pending.get(folder) ?? new Map<string, string>();
  pending.delete(folder);
  return texts;
}
