import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** When a run is killed: some time after its ledger has that many lines. */
export interface Moment {
  readonly lines: number;
  readonly milliseconds: number;
}

/** How a run ended that was to be killed. */
export interface Killed {
  /** The last line of its ledger, which says how far it was. */
  readonly phase: string;
  readonly end: 'killed' | 'over before';
  readonly output: string;
}

/** What a command of the project has said and how it ended. */
export interface Said {
  readonly exitCode: number;
  readonly output: string;
}

const pollMilliseconds = 10;

/** The reports that a person wants to open are elsewhere. */
const reports = join('reports', 'crash');

/** Where commands of the project are started, and with which environment. */
export interface Place {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a command of the project. */
function start(
  { root, env }: Place,
  command: string,
  argv: readonly string[],
): { process: ChildProcess; output: () => string } {
  const script = join(root, 'support', 'commands', `${command}.ts`);
  const child = spawn(process.execPath, ['-r', './config/typescript.cjs', script, ...argv, '--reports', reports], {
    cwd: root,
    env,
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { process: child, output: () => output };
}

/** Runs a command of the project to its end. */
export async function run(place: Place, command: string, argv: readonly string[]): Promise<Said> {
  const { process: child, output } = start(place, command, argv);
  await once(child, 'close');
  return { exitCode: child.exitCode ?? -1, output: output() };
}

/** Runs the gate and kills it at the moment. */
export async function killGate(place: Place, argv: readonly string[], moment: Moment): Promise<Killed> {
  const { root } = place;
  const before = new Set(ledgersOf(root));
  const { process: child, output } = start(place, 'acceptance', argv);
  const closed = once(child, 'close');
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  while (!isOver() && linesOf(root, before).length < moment.lines) await delay(pollMilliseconds);
  await Promise.race([delay(moment.milliseconds), closed]);
  const end = isOver() ? 'over before' : 'killed';
  child.kill('SIGKILL');
  await closed;
  return { end, phase: linesOf(root, before).at(-1) ?? 'nothing written', output: output() };
}

/** Loses the ledgers of all runs. */
export function loseLedgers(root: string): void {
  rmSync(folderOf(root), { recursive: true, force: true });
}

/** The files of ledgers that are there. */
export function ledgersOf(root: string): readonly string[] {
  return existsSync(folderOf(root)) ? readdirSync(folderOf(root)) : [];
}

function linesOf(root: string, before: ReadonlySet<string>): readonly string[] {
  const file = ledgersOf(root).find((each) => !before.has(each));
  if (file === undefined) return [];
  const path = join(folderOf(root), file);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

function folderOf(root: string): string {
  return join(root, reports, 'ledger');
}
