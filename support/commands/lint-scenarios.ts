import { resolve } from 'node:path';
import { WrongOrder } from '../command-line';
import { contentsFindings } from '../scenarios/contents';
import { bugPages, contentsFile, draftVocabulary, projectTags, readFeatureFiles } from '../scenarios/files';
import { bugFindings } from '../scenarios/guarded-bugs';
import { lint } from '../scenarios/lint';
import { loadProjectSteps } from '../scenarios/step-definitions';
import { runTypedCommand } from './typed-command';

const root = resolve(__dirname, '..', '..');

runTypedCommand(
  {
    usage: 'npm run scenarios [-- feature files or folders]',
    does: `Checks the scenarios' steps, wording, ids and tags (default: features and docs/drafts, and whether the bugs of docs/tags.md are guarded);
docs/writing-scenarios.md tells the rules.`,
    words: 'any',
    options: {},
    exitCodes: '0 nothing to mend; 1 something to mend; 2 it could not be run',
  },
  async ({ words }) => {
    const whole = words.length === 0;
    const sources = readFeatureFiles(root, whole ? ['features', 'docs/drafts'] : words.map((path) => resolve(path)));
    if (sources.length === 0) throw new WrongOrder('there is no .feature file at these paths');
    const defined = await loadProjectSteps(root);
    const findings = [
      ...lint(sources, { tags: projectTags(root), vocabulary: draftVocabulary(root), defined }),
      ...(whole ? [...bugFindings(bugPages(root), sources), ...contentsFindings(contentsFile(root), sources)] : []),
    ];
    for (const { path, line, message, mend } of findings) {
      console.log(`${path}:${line}  ${message}. Mend: ${mend}.`);
    }
    const files = `${sources.length} feature ${sources.length === 1 ? 'file' : 'files'}`;
    console.log(findings.length === 0 ? `${files}, nothing to mend` : `${files}, ${findings.length} to mend`);
    return findings.length === 0 ? 0 : 1;
  },
);
