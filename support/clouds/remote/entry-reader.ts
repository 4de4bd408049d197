import { isRecord } from '../../api/decode';
import type { CloudsEntry } from './clouds-yaml';

/** A part of a cloud's entry, read from the names and places of clouds.yaml; mistakes are noted and reading goes on. */
export class EntryReader {
  readonly problems: string[] = [];
  readonly #entry: CloudsEntry;

  constructor(entry: CloudsEntry) {
    this.#entry = entry;
  }

  /** What stands at the path; undefined where nothing does. */
  valueOf(...path: string[]): unknown {
    return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), this.#entry.value);
  }

  /** Notes a mistake at a place. */
  note(path: readonly string[], words: string): void {
    this.problems.push(`${this.#entry.placeOf(...path)}: ${words}`);
  }

  /** A text; undefined where there is none, or where it is something else, which is noted without telling what. */
  text(...path: string[]): string | undefined {
    const value = this.valueOf(...path);
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    const mend = typeof value === 'object' ? 'should be a text' : 'is no text for YAML: put it in quotes';
    this.note(path, `${path.join('.')} ${mend}`);
    return undefined;
  }

  /** True or false; undefined where there is neither, which is noted for anything else. */
  truth(...path: string[]): boolean | undefined {
    const value = this.valueOf(...path);
    if (value === undefined || typeof value === 'boolean') return value;
    this.note(path, `${path.join('.')} should be true or false, without quotes`);
    return undefined;
  }
}
