import { runGate, tellCrash } from '../gate/gate';
import { projectSurroundings } from '../gate/surroundings';

const surroundings = projectSurroundings();

process.on('uncaughtException', (error) => {
  // While a step runs, cucumber listens too and fails the step.
  if (process.listenerCount('uncaughtException') === 1) {
    tellCrash(error, surroundings.reports, surroundings.print);
    process.exit(2);
  }
});

runGate(process.argv.slice(2), surroundings).then(
  ({ exitCode }) => process.exit(exitCode),
  (error: unknown) => {
    tellCrash(error, surroundings.reports, surroundings.print);
    process.exit(2);
  },
);
