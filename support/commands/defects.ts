import { embeddedDefects, leftOutBugs } from '../clouds/embedded/defects';
import { renderDefects } from '../proving/defects-page';
import { runGeneratedPage } from './generated-page';

runGeneratedPage({
  name: 'defects',
  file: 'docs/defects.md',
  does: 'Writes docs/defects.md, all that the embedded cloud can be made to do wrong.',
  make: () => ({ text: renderDefects(embeddedDefects, leftOutBugs) }),
});
