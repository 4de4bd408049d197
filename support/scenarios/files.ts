import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { TextFile } from './contents';
import type { FeatureSource } from './feature-text';
import type { BugPages } from './guarded-bugs';
import { readTagList } from './tag-list';
import type { TagList } from './tag-list';
import { readVocabulary } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/** A path that was named and cannot be read. */
export class UnreadablePath extends Error {
  override readonly name = 'UnreadablePath';
}

/**
 * Reads the feature files at or below `paths` (absolute, or relative to `root`), sorted by name in each folder. Those below
 * docs/drafts are drafts. The paths of the sources are relative to `root`.
 * @throws UnreadablePath that names the path and why.
 */
export function readFeatureFiles(root: string, paths: readonly string[]): readonly FeatureSource[] {
  const drafts = resolve(root, 'docs', 'drafts');
  const files = paths.flatMap((path) => featureFilesIn(resolve(root, path), path));
  return [...new Set(files)].map((file) => ({
    path: relative(root, file),
    text: read(file),
    world: file.startsWith(drafts) ? ('drafts' as const) : ('features' as const),
  }));
}

/** The project's list of tags: docs/tags.md, and docs/drafts/bugs.md for drafts. */
export function projectTags(root: string): TagList {
  return readTagList(read(join(root, ...guarded)), read(join(root, ...ofDrafts)));
}

/** The pages that list bugs: those that scenarios guard, and those that drafts will guard. */
export function bugPages(root: string): BugPages {
  const page = (parts: readonly string[]) => ({ path: join(...parts), text: read(join(root, ...parts)) });
  return { guarded: page(guarded), ofDrafts: page(ofDrafts) };
}

/** What is read in which order: features/contents.yaml. */
export function contentsFile(root: string): TextFile {
  const path = 'features/contents.yaml';
  return { path, text: read(join(root, path)) };
}

const guarded = ['docs', 'tags.md'] as const;
const ofDrafts = ['docs', 'drafts', 'bugs.md'] as const;

/** The vocabulary of the drafts, docs/drafts/vocabulary.json. */
export function draftVocabulary(root: string): Vocabulary {
  return readVocabulary(read(join(root, 'docs', 'drafts', 'vocabulary.json')));
}

function featureFilesIn(file: string, named: string): string[] {
  try {
    if (!statSync(file).isDirectory()) {
      return [file];
    }
    return readdirSync(file, { withFileTypes: true })
      .sort((one, other) => one.name.localeCompare(other.name))
      .flatMap((entry) => {
        const path = join(file, entry.name);
        return entry.isDirectory() ? featureFilesIn(path, named) : path.endsWith('.feature') ? [path] : [];
      });
  } catch (error) {
    throw new UnreadablePath(`cannot read ${named}: ${reasonOf(error)}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnreadablePath(`cannot read ${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'there is no such file' : String(error);
}
