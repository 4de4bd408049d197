import { AstBuilder, GherkinClassicTokenMatcher, Parser, compile } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import type { FeatureSource } from './feature-text';
import { scenarioId } from '../scenario-id';

/** A scenario as it runs, or one row of an outline: its stable id (`LD-11.paused`) and its title. */
export interface ListedScenario {
  readonly id: string;
  readonly title: string;
  /** Of its feature file. */
  readonly path: string;
  /** Where it begins there, or where its row of an outline stands. */
  readonly line: number;
  /** With their at signs, those of its feature and its rule too. */
  readonly tags: readonly string[];
}

/**
 * The scenarios of feature files by number, as they run; those without an id are left out.
 * Throws when a file is no Gherkin.
 */
export function listScenarios(sources: readonly FeatureSource[]): ListedScenario[] {
  return sources.flatMap(scenariosOf).sort(({ id: one }, { id: other }) => {
    return one.localeCompare(other, 'en', { numeric: true });
  });
}

function scenariosOf({ path, text }: FeatureSource): ListedScenario[] {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  return compile(parser.parse(text), path, IdGenerator.incrementing()).flatMap(({ name: title, tags, location }) => {
    const names = tags.map((tag) => tag.name);
    const id = scenarioId(names);
    return id === undefined ? [] : [{ id, title, path, line: location?.line ?? 1, tags: names }];
  });
}
