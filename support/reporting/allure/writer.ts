import type { Writer } from 'allure-js-commons/sdk/reporter';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes Allure's raw results into a folder. Allure's own writer waits for the disk after each of its hundreds of files; what a run
 * that died has left there is worth nothing, so this one does not.
 */
export function resultsWriter(folder: string): Writer {
  const writeJson = (file: string, content: unknown): void => {
    writeFileSync(join(folder, file), JSON.stringify(content));
  };
  return {
    writeResult: (result) => {
      writeJson(`${result.uuid}-result.json`, result);
    },
    writeGroup: (group) => {
      writeJson(`${group.uuid}-container.json`, group);
    },
    writeAttachment: (file, content) => {
      writeFileSync(join(folder, file), content);
    },
    writeAttachmentFromPath: (file, from) => {
      copyFileSync(from, join(folder, file));
    },
    writeEnvironmentInfo: (info) => {
      const lines = Object.entries(info).map(([name, value]) => `${name} = ${value ?? ''}\n`);
      writeFileSync(join(folder, 'environment.properties'), lines.join(''));
    },
    writeCategoriesDefinitions: (categories) => {
      writeJson('categories.json', categories);
    },
    writeGlobals: (file, info) => {
      writeJson(file, info);
    },
  };
}
