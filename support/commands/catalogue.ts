import { fillCatalogue } from '../scenarios/catalogue';
import { readFeatureFiles } from '../scenarios/files';
import { runGeneratedPage } from './generated-page';

runGeneratedPage({
  name: 'catalogue',
  file: 'docs/reference/catalogue.md',
  does: 'Writes into docs/reference/catalogue.md where each behaviour is told, from the features and the drafts.',
  besides: 'a behaviour has no row or no place',
  make: (page, root) => {
    const { markdown, findings } = fillCatalogue(page, readFeatureFiles(root, ['features', 'docs/drafts']));
    return { text: markdown, findings };
  },
});
