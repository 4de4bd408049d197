import { join } from 'node:path';
import { makeBook, type Book } from '../book/book';
import { renderHtml } from '../book/html';
import { renderMarkdown } from '../book/markdown';
import { embeddedDefects } from '../clouds/embedded/defects';
import { readRecords } from '../conformance/record';
import { readContents } from '../scenarios/contents';
import { bugPages, contentsFile, readFeatureFiles } from '../scenarios/files';
import { runGeneratedPage } from './generated-page';

runGeneratedPage({
  name: 'book',
  file: 'docs/book.md',
  does: `Writes docs/book.md and reports/book.html: what a cloud promises around local delete, rule by rule in the order of features/contents.yaml,
where each scenario was seen, which bugs it guards, and what is open. The page in reports/ holds all it shows, to be sent to anybody.`,
  make: (_, root) => {
    const book = readBook(root);
    return { text: renderMarkdown(book), besides: [{ file: join('reports', 'book.html'), text: renderHtml(book) }] };
  },
});

function readBook(root: string): Book {
  const { guarded, ofDrafts } = bugPages(root);
  return makeBook({
    contents: readContents(contentsFile(root)),
    features: readFeatureFiles(root, ['features', 'docs/drafts']),
    records: readRecords(root),
    defects: embeddedDefects,
    tagPages: [guarded.text, ofDrafts.text],
  });
}
