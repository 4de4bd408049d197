import { join } from 'node:path';
import { embeddedDefects, knownDefects, type EmbeddedDefect } from '../clouds/embedded/defects';
import { tellUnknownDefect } from '../clouds/parameters';
import { WrongOrder } from '../command-line';
import { projectSurroundings } from '../gate/surroundings';
import type { Which } from '../proving/judge';
import type { ProofOrder } from '../proving/proof';
import { prove } from '../proving/prove';
import { writeProof } from '../proving/reports';
import { Bench } from '../proving/trial';
import { readFeatureFiles } from '../scenarios/files';
import { listScenarios } from '../scenarios/listing';
import { runTypedCommand } from './typed-command';

const command = {
  usage: 'npm run prove [-- options] [defects]',
  does: `Switches on each defect of the embedded cloud in turn, or those that are named, and runs the scenarios that have to notice it.
A defect is killed when a Then of such a scenario fails; what else turns red is told apart and does not count.
Writes reports/prove.json and reports/prove.html.`,
  words: 'any',
  options: {
    tagged: { type: 'boolean', help: 'only the defects that tags of scenarios name: bugs, and the mends of bugs' },
    once: { type: 'boolean', help: 'runs one scenario with each defect: the first that it names' },
    all: {
      type: 'boolean',
      help: 'runs all scenarios with each defect: those that it does not name have to stay green',
    },
    reports: { type: 'string', value: 'DIR', like: 'reports/proof', help: 'the folder of the reports (reports)' },
  },
  exitCodes: '0 all were killed; 1 one survived, or turned a scenario red that should stay green; 2 nothing was tried',
} as const;

runTypedCommand(command, async ({ values, words }) => {
  const order: ProofOrder = {
    defects: chosen(words, values.tagged === true ? tagged : embeddedDefects),
    which: whichOf(values),
  };
  const surroundings = projectSurroundings();
  const { root, print } = surroundings;
  const places = new Map(listScenarios(readFeatureFiles(root, ['features'])).map(({ id, path }) => [id, path]));
  const proof = await prove(order, new Bench(surroundings, places), print);
  const folder = values.reports ?? surroundings.reports;
  writeProof(folder, proof);
  print(`Report: ${join(folder, 'prove.html')}\n`);
  return proof.exitCode;
});

const tagged = embeddedDefects.filter(({ origin }) => origin.kind !== 'single fault');

function chosen(names: readonly string[], all: readonly EmbeddedDefect[]): readonly EmbeddedDefect[] {
  const named = names.map(find);
  return named.length === 0 ? all : all.filter((defect) => named.includes(defect));
}

function whichOf({ once, all }: { readonly once?: boolean; readonly all?: boolean }): Which {
  if (once === true && all === true) throw new WrongOrder('--once and --all cannot both be meant: say one of them');
  return all === true ? 'all scenarios' : once === true ? 'one scenario each' : 'the named scenarios';
}

function find(name: string): EmbeddedDefect {
  const defect = embeddedDefects.find((each) => each.name === name);
  if (defect !== undefined) return defect;
  throw new WrongOrder(tellUnknownDefect(name, knownDefects, 'npm run acceptance -- --defect list'));
}
