import { readRecords } from '../conformance/record';
import { renderVerdicts } from '../conformance/verdict-table';
import { readFeatureFiles } from '../scenarios/files';
import { listScenarios } from '../scenarios/listing';
import { runGeneratedPage } from './generated-page';

runGeneratedPage({
  name: 'verdicts',
  file: 'docs/verdicts.md',
  does: 'Writes docs/verdicts.md, the verdict of each scenario of the features on each real cloud, from the records in tests/conformance.',
  make: (_, root) => ({ text: renderVerdicts(readRecords(root), listScenarios(readFeatureFiles(root, ['features']))) }),
});
