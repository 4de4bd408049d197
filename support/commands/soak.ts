import { join } from 'node:path';
import { runCommand } from '../gate/ending';
import { attemptOf } from '../gate/gate';
import { tellCrash } from '../gate/not-run';
import { runSoak } from '../gate/soak';
import { projectSurroundings } from '../gate/surroundings';

const project = projectSurroundings();
const surroundings = { ...project, reports: join(project.reports, 'soak') };

runCommand(
  (argv) => runSoak(argv, surroundings),
  (error) => {
    tellCrash(error, attemptOf(process.argv.slice(2), surroundings, 'soak'));
  },
);
