import { randomUUID } from 'node:crypto';
import type { Attachment } from 'allure-js-commons';
import type { Attached } from '../verdict';

/** The endings of attachments' files, by which they are opened outside Allure. */
const endings: Readonly<Record<string, string>> = {
  'text/plain': '.txt',
  'text/csv': '.csv',
  'text/html': '.html',
  'application/json': '.json',
  'image/png': '.png',
  'image/svg+xml': '.svg',
};

/** The files of a run's attachments. */
export class Attachments {
  readonly #files = new Map<string, Buffer>();

  /** Contents by the names of their files. */
  get files(): ReadonlyMap<string, Buffer> {
    return this.#files;
  }

  /** Gives what was attached a file, and returns what Allure's results say of it. */
  add({ name, mediaType: type, body, encoding }: Attached): Attachment {
    const source = `${randomUUID()}-attachment${endings[type] ?? ''}`;
    this.#files.set(source, Buffer.from(body, encoding));
    return { name, source, type };
  }
}
