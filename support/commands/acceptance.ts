import { runCommand } from '../gate/ending';
import { attemptOf, runGate } from '../gate/gate';
import { tellCrash } from '../gate/not-run';
import { projectSurroundings } from '../gate/surroundings';

const surroundings = projectSurroundings();

runCommand(
  async (argv) => (await runGate(argv, surroundings)).exitCode,
  (error) => {
    tellCrash(error, attemptOf(process.argv.slice(2), surroundings));
  },
);
