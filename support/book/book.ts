import type { EmbeddedDefect } from '../clouds/embedded/defects';
import type { ReleaseRecord } from '../conformance/record';
import { filesOf, type Contents, type ContentsChapter } from '../scenarios/contents';
import { readFeature, type FeatureSource, type FeatureText } from '../scenarios/feature-text';
import { tagRows } from '../scenarios/tag-list';
import { bugsOf, type BookBug } from './bugs';
import { cloudsOf, type CloudEvidence } from './clouds';
import { evidenceOf, type Knowledge } from './evidence';
import { scenariosOf, type BookScenario } from './scenarios';

/** What the book is made of. */
export interface BookSources {
  readonly contents: Contents;
  readonly features: readonly FeatureSource[];
  readonly records: readonly ReleaseRecord[];
  readonly defects: readonly EmbeddedDefect[];
  /** The pages whose tables tell the meaning of tags. */
  readonly tagPages: readonly string[];
}

/** All that a cloud promises, in reading order, and what is known of it. */
export interface Book extends Pick<Contents, 'title'> {
  /** Paragraphs. */
  readonly opening: readonly string[];
  readonly words: readonly (readonly [string, string])[];
  readonly clouds: readonly CloudEvidence[];
  readonly chapters: readonly BookChapter[];
  readonly bugs: readonly BookBug[];
  /** How many defects the embedded cloud can be given. */
  readonly defects: number;
}

/** A theme, and its rules. */
export interface BookChapter extends Pick<ContentsChapter, 'title' | 'about'> {
  /** Its name in links. */
  readonly anchor: string;
  readonly rules: readonly BookRule[];
}

/** A norm, and the behaviours that follow from it. */
export interface BookRule {
  readonly rule: string;
  readonly behaviours: readonly Behaviour[];
}

/** What one feature or draft tells. */
export interface Behaviour {
  readonly anchor: string;
  /** Of its file, from the project's folder. */
  readonly path: string;
  readonly title: string;
  readonly story: string;
  /** A draft is open: it is written, and not run yet. */
  readonly state: 'played' | 'open';
  readonly scenarios: readonly BookScenario[];
}

/** Makes the book. Throws an Error that names a feature which is no Gherkin. */
export function makeBook({ contents, features, records, defects, tagPages }: BookSources): Book {
  const meanings = new Map(tagPages.flatMap(tagRows).map(({ tag, meaning }) => [tag, meaning]));
  const sources = new Map(features.map((source) => [source.path, source]));
  const knowledge: Knowledge = { records, defects, meanings };
  const chapters = contents.chapters.map((chapter) => chapterOf(chapter, sources, knowledge));
  const played = behavioursIn(chapters).filter(({ state }) => state === 'played');
  return {
    title: contents.title,
    opening: paragraphsOf(contents.opening),
    words: Object.entries(contents.words),
    clouds: cloudsOf(
      records,
      played.flatMap(({ scenarios }) => scenarios),
    ),
    chapters,
    bugs: bugsOf(behavioursIn(chapters)),
    defects: defects.length,
  };
}

/** All behaviours of chapters, in reading order. */
export function behavioursIn(chapters: readonly BookChapter[]): readonly Behaviour[] {
  return chapters.flatMap(({ rules }) => rules.flatMap(({ behaviours }) => behaviours));
}

/** How many cases behaviours have: the scenarios as they run. */
export function countCases(behaviours: readonly Behaviour[]): number {
  return behaviours.flatMap(({ scenarios }) => scenarios.flatMap(({ cases }) => cases)).length;
}

function chapterOf(
  chapter: ContentsChapter,
  sources: ReadonlyMap<string, FeatureSource>,
  knowledge: Knowledge,
): BookChapter {
  const told = chapter.behaviours.flatMap((behaviour) => {
    const { feature, draft } = filesOf(chapter, behaviour);
    return [sources.get(feature) ?? [], sources.get(draft) ?? []].flat();
  });
  const { title, about, folder } = chapter;
  return { title, about, anchor: folder, rules: inRules(told.flatMap((source) => behavioursOf(source, knowledge))) };
}

interface RuledBehaviour {
  readonly rule: string;
  readonly behaviour: Behaviour;
}

/** A feature has a behaviour for each of its rules, as a rule just one. */
function behavioursOf(source: FeatureSource, knowledge: Knowledge): readonly RuledBehaviour[] {
  const feature = readOrThrow(source);
  const rules = [...new Set(feature.scenarios.map(({ rule = '' }) => rule))];
  return rules.map((rule, index) => {
    const own = feature.scenarios.filter((scenario) => (scenario.rule ?? '') === rule);
    const anchor = source.path.replace(/^(features|docs)\/|\.feature$/g, '').replaceAll('/', '-');
    const behaviour: Behaviour = {
      anchor: index === 0 ? anchor : `${anchor}-${index + 1}`,
      path: source.path,
      title: feature.title,
      story: paragraphsOf(feature.description).join(' '),
      state: source.world === 'drafts' ? 'open' : 'played',
      scenarios: scenariosOf(own, (about) => evidenceOf(about, knowledge)),
    };
    return { rule, behaviour };
  });
}

function readOrThrow(source: FeatureSource): FeatureText {
  const reading = readFeature(source);
  if (reading.kind === 'feature') return reading.feature;
  const [problem] = reading.problems;
  throw new Error(`${source.path}:${problem?.line ?? 1} is no Gherkin: ${problem?.message ?? ''}`);
}

/** What stands under the same rule one after another stands under it together. */
function inRules(told: readonly RuledBehaviour[]): readonly BookRule[] {
  const rules: { rule: string; behaviours: Behaviour[] }[] = [];
  for (const { rule, behaviour } of told) {
    const last = rules.at(-1);
    if (last?.rule === rule) last.behaviours.push(behaviour);
    else rules.push({ rule, behaviours: [behaviour] });
  }
  return rules;
}

function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}
