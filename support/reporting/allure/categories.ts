import { failureKinds } from '../kind';

/** Whose matter each result is that did not pass: no result belongs to two. */
export const categories = [
  ...failureKinds.map((kind) => ({
    name: kind.replace(/^./, (letter) => letter.toUpperCase()),
    matchedStatuses: ['failed', 'broken'],
    traceRegex: `${kind}\n[\\s\\S]*`,
  })),
  { name: 'The cloud does not offer it', matchedStatuses: ['skipped'], messageRegex: 'skipped: .*' },
  { name: 'About another release', matchedStatuses: ['skipped'], messageRegex: 'not applicable: .*' },
];
