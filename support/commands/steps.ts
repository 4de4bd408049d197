import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDictionary } from '../scenarios/dictionary';
import { fillEditorSettings } from '../scenarios/editor-settings';
import { readFeature } from '../scenarios/feature-text';
import { readFeatureFiles } from '../scenarios/files';
import { nounFiles } from '../scenarios/noun-files';
import { loadProjectSteps } from '../scenarios/step-definitions';
import { runGeneratedPage, type MadePage } from './generated-page';

runGeneratedPage({
  name: 'steps',
  file: 'docs/steps.md',
  does: 'Writes docs/steps.md, the dictionary of all steps, from the step definitions and the features, and the parameter types into .vscode/settings.json.',
  besides: 'a step is unused, missing or ambiguous',
  make: (_, root) => makeFromProject(root),
});

const editorSettings = join('.vscode', 'settings.json');

async function makeFromProject(root: string): Promise<MadePage> {
  const defined = await loadProjectSteps(root);
  const features = readFeatureFiles(root, ['features']).flatMap((source) => {
    const reading = readFeature(source);
    return reading.kind === 'feature' ? [reading.feature] : [];
  });
  const { markdown, findings } = makeDictionary(defined, features, nounFiles(root));
  const settings = fillEditorSettings(readFileSync(join(root, editorSettings), 'utf8'), defined);
  return { text: markdown, findings, besides: [{ file: editorSettings, text: settings }] };
}
