import { fillPlayed } from '../clouds/embedded/played-page';
import { runGeneratedPage } from './generated-page';

runGeneratedPage({
  name: 'played',
  file: 'docs/embedded-cloud.md',
  does: 'Writes into docs/embedded-cloud.md what the embedded cloud plays and what it does not, from its code.',
  make: (page) => ({ text: fillPlayed(page) }),
});
