import { LineCounter, parseDocument } from 'yaml';
import { checkBy } from '../check';
import { nearest } from '../nearest';
import type { FeatureSource } from './feature-text';
import type { Finding } from './finding';

/** The order in which features and drafts are read, and what stands before them: features/contents.yaml. */
export interface Contents {
  readonly title: string;
  /** Paragraphs, with an empty line between two of them. */
  readonly opening: string;
  /** What words mean, in the order in which they are told. */
  readonly words: Readonly<Record<string, string>>;
  readonly chapters: readonly ContentsChapter[];
}

/** A theme: a folder of features and drafts, whose files are named without `.feature`. */
export interface ContentsChapter {
  readonly folder: string;
  readonly title: string;
  readonly about: string;
  readonly behaviours: readonly string[];
}

/** A text file; `path` is what a message calls it. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The contents cannot be read; the message says where and why. */
class UnreadableContents extends Error {
  override readonly name = 'UnreadableContents';
}

const text = { type: 'string', minLength: 1 } as const;
const isContents = checkBy<Contents>({
  type: 'object',
  required: ['title', 'opening', 'words', 'chapters'],
  additionalProperties: false,
  properties: {
    title: text,
    opening: text,
    words: { type: 'object', additionalProperties: text },
    chapters: {
      type: 'array',
      items: {
        type: 'object',
        required: ['folder', 'title', 'about', 'behaviours'],
        additionalProperties: false,
        properties: { folder: text, title: text, about: text, behaviours: { type: 'array', items: text } },
      },
    },
  },
});

/** Reads the contents. Throws {@link UnreadableContents}. */
export function readContents({ path, text: yaml }: TextFile): Contents {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new UnreadableContents(`${path}:${lines.linePos(problem.pos[0]).line}  ${problem.message}`);
  }
  const content: unknown = document.toJS();
  if (!isContents(content)) throw new UnreadableContents(`${path}: ${isContents.told('it')}`);
  return content;
}

/** The files that a behaviour of a chapter may be told in: the feature, and the draft. */
export function filesOf(
  { folder }: ContentsChapter,
  behaviour: string,
): { readonly feature: string; readonly draft: string } {
  return { feature: `features/${folder}/${behaviour}.feature`, draft: `docs/drafts/${folder}/${behaviour}.feature` };
}

/**
 * Checks that each feature and draft stands in the contents once, and nothing else does. To be given all of them.
 * Throws {@link UnreadableContents}.
 */
export function contentsFindings(file: TextFile, sources: readonly FeatureSource[]): readonly Finding[] {
  const { chapters } = readContents(file);
  const paths = new Set(sources.map(({ path }) => path));
  const listed = chapters.flatMap((chapter) =>
    chapter.behaviours.map((behaviour) => ({ chapter, behaviour, ...filesOf(chapter, behaviour) })),
  );
  const told = new Set(listed.flatMap(({ feature, draft }) => [feature, draft]));
  const lost = listed.filter(({ feature, draft }) => !paths.has(feature) && !paths.has(draft));
  const twice = listed.filter(({ feature }, index) => listed.findIndex((other) => other.feature === feature) < index);
  const finding = (line: number, message: string, mend: string): Finding => {
    return { path: file.path, line, rule: 'contents', message, mend };
  };
  return [
    ...lost.map(({ chapter, behaviour, feature, draft }) =>
      finding(
        lineOf(file, chapter, behaviour),
        `there is no ${feature} and no ${draft}`,
        tellNearest(feature, [...paths]),
      ),
    ),
    ...twice.map(({ chapter, behaviour, feature }) =>
      finding(
        lineOf(file, chapter, behaviour),
        `${feature} stands here more than once`,
        'Leave it where it is best read',
      ),
    ),
    ...sources
      .filter(({ path }) => !told.has(path))
      .map(({ path }) => finding(1, `${path} is not in the contents`, 'Put its name where it is best read')),
  ];
}

function tellNearest(path: string, known: readonly string[]): string {
  const near = nearest(path, known);
  return near === undefined ? 'Take the line out' : `Did you mean ${near}? Otherwise take the line out`;
}

/** The last line of the chapter in which the behaviour stands; that of the chapter when it is not found. */
function lineOf({ text: yaml }: TextFile, { folder }: ContentsChapter, behaviour: string): number {
  const lines = yaml.split('\n').map((line) => line.trim().replace(/["']/g, ''));
  const begin = lines.findIndex((line) => new RegExp(`^(- )?folder: ${folder}$`).test(line));
  const next = lines.findIndex((line, index) => index > begin && /^- (folder|title|about|behaviours):/.test(line));
  const own = lines.slice(0, next === -1 ? lines.length : next);
  return Math.max(begin, own.lastIndexOf(`- ${behaviour}`)) + 1;
}
