import { resolve } from 'node:path';
import { offer } from '../nearest';
import { bugPages, draftVocabulary, projectTags, readFeatureFiles } from '../scenarios/files';
import { bugFindings } from '../scenarios/guarded-bugs';
import { lint } from '../scenarios/lint';

const help = `lint-scenarios [feature files or folders]

Checks the scenarios' wording, ids and tags (default: features and docs/drafts, and whether the bugs of docs/tags.md are guarded);
docs/writing-scenarios.md tells the rules.
Exit code: 0 nothing to mend; 1 something to mend; 2 it could not be run.
`;

/** Runs the linter for a command line and returns its exit code. */
function main(argv: readonly string[]): 0 | 1 | 2 {
  const options = argv.filter((word) => word.startsWith('-'));
  if (options.includes('--help')) {
    console.log(help);
    return 0;
  }
  const [unknown] = options;
  if (unknown !== undefined) {
    console.error(`unknown option ${unknown}; ${offer(unknown, ['--help'])}`);
    return 2;
  }
  const root = resolve(__dirname, '..', '..');
  const paths = argv.length === 0 ? ['features', 'docs/drafts'] : argv.map((path) => resolve(path));
  try {
    return tell(readFeatureFiles(root, paths), root, argv.length === 0 ? 'all of them' : 'some');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
}

function tell(sources: ReturnType<typeof readFeatureFiles>, root: string, which: 'all of them' | 'some'): 0 | 1 | 2 {
  if (sources.length === 0) {
    console.error('there is no .feature file at these paths');
    return 2;
  }
  const findings = [
    ...lint(sources, { tags: projectTags(root), vocabulary: draftVocabulary(root) }),
    ...(which === 'some' ? [] : bugFindings(bugPages(root), sources)),
  ];
  for (const { path, line, message, mend } of findings) {
    console.log(`${path}:${line}  ${message}. Mend: ${mend}.`);
  }
  const files = `${sources.length} feature ${sources.length === 1 ? 'file' : 'files'}`;
  console.log(findings.length === 0 ? `${files}, nothing to mend` : `${files}, ${findings.length} to mend`);
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
