import type { FeatureSource } from '../../support/scenarios/feature-text';
import type { Finding } from '../../support/scenarios/finding';
import { lint } from '../../support/scenarios/lint';
import type { LintContext } from '../../support/scenarios/lint';
import { readVocabulary } from '../../support/scenarios/vocabulary';

/** The parts of a feature with one scenario, each of which a test may replace. */
export interface Parts {
  story: string;
  rule: string;
  tags: string;
  title: string;
  steps: readonly string[];
}

const goodParts: Parts = {
  story: 'A host is forced down, and its servers are deleted by the API.',
  rule: 'Rule: Deleting a server frees its allocations',
  tags: '@LD-1 @exclusive-host',
  title: 'The host is forced down',
  steps: [
    'Given a server is running on a host',
    'And the operator has forced the host down',
    'When the owner deletes the server',
    'Then the server should be gone',
  ],
};

/** The text of a feature that the linter accepts, but for the parts that are given. */
export function feature(parts: Partial<Parts> = {}): string {
  const { story, rule, tags, title, steps } = { ...goodParts, ...parts };
  return ['Feature: A delete', story, '', rule, '', tags, `Scenario: ${title}`, ...steps, ''].join('\n');
}

const vocabulary = readVocabulary(
  JSON.stringify({
    parameterTypes: {
      server: ['a server', 'the server'],
      host: ['a host', 'the host'],
      person: ['the owner', 'the operator'],
    },
    steps: {
      Given: ['{server} is running on {host}', 'the operator has forced {host} down'],
      When: ['{person} deletes {server}'],
      Then: ['{server} should be gone'],
    },
  }),
);

const context: LintContext = {
  tags: { tags: ['@exclusive-host', '@two-hosts'], ofDrafts: ['@bug-1709902'], behaviours: 134 },
  vocabulary,
};

/** What the linter finds in one feature of `features/`. */
export function lintText(text: string): readonly Finding[] {
  return lintAll([{ path: 'features/a.feature', text, world: 'features' }]);
}

/** What the linter finds in one draft. */
export function lintDraft(text: string): readonly Finding[] {
  return lintAll([{ path: 'docs/drafts/a.feature', text, world: 'drafts' }]);
}

/** What the linter finds in several files. */
export function lintAll(sources: readonly FeatureSource[]): readonly Finding[] {
  return lint(sources, context);
}
