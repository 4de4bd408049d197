import { join } from 'node:path';
import { embeddedDefects, knownDefects, type EmbeddedDefect } from '../clouds/embedded/defects';
import { runCommand } from '../gate/ending';
import { messageOf } from '../gate/message-of';
import { projectSurroundings } from '../gate/surroundings';
import { nearest } from '../nearest';
import { prove, type ProofOrder } from '../proving/prove';
import { writeProof } from '../proving/reports';
import { Bench, BenchBroken } from '../proving/trial';
import { readFeatureFiles } from '../scenarios/files';
import { listScenarios } from '../scenarios/listing';
import { readCommandLine, WrongOrder } from './command-line';

const help = `npm run prove [-- options] [defects]

Switches on each defect of the embedded cloud in turn, or those that are named, and runs the scenarios that have to notice it.
A defect is killed when a Then of such a scenario fails; what else turns red is told apart and does not count.
Writes reports/prove.json and reports/prove.html.

  --all          runs all scenarios with each defect: those that it does not name have to stay green
  --reports DIR  the folder of the reports (reports)
  --help         this text

Exit code: 0 all were killed; 1 one survived, or turned a scenario red that should stay green; 2 nothing was tried.
`;

/** Proves as the command line says, and returns the exit code. */
async function main(argv: readonly string[]): Promise<0 | 1 | 2> {
  const { values, positionals } = readCommandLine({
    args: [...argv],
    allowPositionals: true,
    options: { all: { type: 'boolean' }, reports: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(help);
    return 0;
  }
  const order: ProofOrder = {
    defects: positionals.length === 0 ? embeddedDefects : positionals.map(find),
    which: values.all === true ? 'all scenarios' : 'the named scenarios',
  };
  const surroundings = projectSurroundings();
  const { root, print } = surroundings;
  const places = new Map(listScenarios(readFeatureFiles(root, ['features'])).map(({ id, path }) => [id, path]));
  const proof = await prove(order, new Bench(surroundings, places), print);
  const folder = values.reports ?? surroundings.reports;
  writeProof(folder, proof);
  print(`Report: ${join(folder, 'prove.html')}\n`);
  return proof.exitCode;
}

function find(name: string): EmbeddedDefect {
  const defect = embeddedDefects.find((each) => each.name === name);
  if (defect === undefined) throw new WrongOrder(`there is no defect ${name}: ${offerDefect(name)}`);
  return defect;
}

function offerDefect(name: string): string {
  const near = nearest(name, knownDefects);
  const all = 'npm run acceptance -- --defect list tells all there are';
  return near === undefined ? all : `did you mean ${near}? (${all})`;
}

runCommand(main, (error) => {
  const isTold = error instanceof WrongOrder || error instanceof BenchBroken;
  console.error(isTold || !(error instanceof Error) ? messageOf(error) : error.stack);
});
