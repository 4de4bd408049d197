import { embeddedDefects, leftOutBugs } from '../clouds/embedded/defects';
import { renderDefects } from '../proving/defects-page';
import { readFeatureFiles } from '../scenarios/files';
import { listScenarios } from '../scenarios/listing';
import { runGeneratedPage } from './generated-page';

runGeneratedPage({
  name: 'defects',
  file: 'docs/defects.md',
  does: 'Writes docs/defects.md, all that the embedded cloud can be made to do wrong, and which scenario notices it.',
  make: (_page, root) => ({
    text: renderDefects(embeddedDefects, leftOutBugs, listScenarios(readFeatureFiles(root, ['features']))),
  }),
});
