import { join } from 'node:path';
import { tellCrash, type GateResult } from '../gate/gate';
import { readSoakCommandLine, soak } from '../gate/soak';
import { projectSurroundings } from '../gate/surroundings';

const project = projectSurroundings();
const surroundings = { ...project, reports: join(project.reports, 'soak') };

/** Soaks the scenarios and returns the exit code. */
async function main(argv: readonly string[]): Promise<GateResult['exitCode']> {
  const request = readSoakCommandLine(argv);
  if (request.kind === 'tell') {
    surroundings.print(request.text);
    return request.exitCode;
  }
  return soak(request.runs, request.gateArguments, surroundings);
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    tellCrash(error, surroundings.reports, surroundings.print);
    process.exit(2);
  },
);
