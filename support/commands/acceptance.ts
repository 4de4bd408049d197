import { runCommand } from '../gate/ending';
import { attemptOf, runGate } from '../gate/gate';
import { keepWatching } from '../gate/keep-watching';
import { tellCrash } from '../gate/not-run';
import { readGateCommandLine } from '../gate/options';
import { projectSurroundings } from '../gate/surroundings';

const surroundings = projectSurroundings();

runCommand(
  async (argv) => {
    const order = readGateCommandLine(argv);
    if (order.kind === 'watch') return keepWatching(order.options, argv, surroundings);
    return (await runGate(argv, surroundings)).exitCode;
  },
  (error) => {
    tellCrash(error, attemptOf(process.argv.slice(2), surroundings));
  },
);
