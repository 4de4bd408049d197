import { resolve } from 'node:path';
import { oneOf } from '../command-line';
import { mergeParts } from '../gate/merging/merge';
import { commandOf } from '../gate/selection';
import { projectSurroundings } from '../gate/surroundings';
import { runTypedCommand } from './typed-command';

const command = {
  usage: 'npm run merge -- [options] DIR ...',
  does: `Puts the reports of all parts of a run together (npm run acceptance -- --shard N/M): one verdict, one set of reports.
A part that is missing, there twice, or of another run is never green.`,
  words: { DIR: 'the folder of the reports of a part; all of them are named' },
  options: {
    reports: {
      type: 'string',
      value: 'DIR',
      like: 'reports',
      help: 'the folder of the reports of the whole (reports)',
    },
    allure: {
      type: 'string',
      value: 'KIND',
      like: 'results',
      help: 'html (default), results: without rendering them, or none',
    },
  },
  exitCodes: '0 green; 1 red; 2 a part is missing, or they cannot be put together',
} as const;

runTypedCommand(command, ({ values, words }) => {
  const surroundings = projectSurroundings();
  return mergeParts(
    {
      folders: words,
      reports: resolve(values.reports ?? surroundings.reports),
      allure: oneOf('--allure', values.allure, ['html', 'results', 'none']),
      command: commandOf('merge', process.argv.slice(2)),
    },
    surroundings,
  );
});
