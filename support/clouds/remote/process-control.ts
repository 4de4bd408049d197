import { execFile } from 'node:child_process';
import type { ByHand } from '../cloud';
import type { CloudControl } from '../../contract/cloud-control';
import type { AcceptanceCloud, CommandTemplate } from './acceptance-yaml';

/** A command of process_control could not be run, failed, or took too long. */
class ProcessControlFailed extends Error {
  override readonly name = 'ProcessControlFailed';
}

const defaultSeconds = 60;
const toldLines = 5;

/** What a host may be called in a command: nothing that a program could take for an option or a path. */
const hostName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Does to a cloud what no API can do, by the commands of acceptance.yaml. A method resolves when its command ended with 0;
 * what Nova makes of it is to be seen through the APIs. Rejects with {@link ProcessControlFailed}, also for a command that is not configured.
 */
export function commandControl(cloud: AcceptanceCloud): CloudControl {
  const { compute, placement } = cloud.entry.process_control ?? {};
  return {
    stopCompute: (host) => run(cloud, 'compute.stop', compute?.stop, host),
    startCompute: (host) => run(cloud, 'compute.start', compute?.start, host),
    disturb: (neighbour, trouble) =>
      neighbour === 'Placement' && trouble.kind === 'refuse'
        ? run(cloud, 'placement.refuse', placement?.refuse)
        : Promise.reject(new ProcessControlFailed(`${cloud.name} has no command for the path to ${neighbour}`)),
    mend: () => run(cloud, 'placement.mend', placement?.mend),
  };
}

/** The same commands as a person would type them. */
export function commandsByHand({ entry }: AcceptanceCloud): ByHand {
  const { compute, placement } = entry.process_control ?? {};
  return {
    startCompute: (host) => typed(compute?.start, host) ?? `start nova-compute on ${host}`,
    mend: () => typed(placement?.mend) ?? 'let Nova reach Placement again',
  };
}

async function run(
  cloud: AcceptanceCloud,
  name: string,
  template: CommandTemplate | undefined,
  host?: string,
): Promise<void> {
  if (template === undefined) {
    throw new ProcessControlFailed(`${cloud.name} has no command process_control.${name} in acceptance.yaml`);
  }
  if (host !== undefined && !(hostName.test(host) && cloud.entry.hosts.includes(host))) {
    throw new ProcessControlFailed(`process_control.${name} is for the hosts ${cloud.entry.hosts.join(', ')} only`);
  }
  const [program = '', ...args] = filled(template, host);
  const seconds = template.seconds ?? defaultSeconds;
  const outcome = await ending(program, args, seconds);
  if (outcome === undefined) return;
  const place = cloud.placeOf('process_control', ...name.split('.'));
  throw new ProcessControlFailed(`${typed(template, host) ?? ''} ${outcome} (process_control.${name}: ${place})`);
}

/** How the command failed, in words; undefined when it ended with 0. */
function ending(program: string, args: readonly string[], seconds: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: seconds * 1000, killSignal: 'SIGKILL' as const, maxBuffer: 1024 * 1024 };
    const child = execFile(program, [...args], options, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined);
      else if (error.code === 'ENOENT') resolve(`could not be run: there is no program ${program}`);
      else if (error.code === 'EACCES') resolve(`could not be run: ${program} may not be run by this user`);
      else if (error.killed === true) resolve(`did not end within ${seconds} s and was killed`);
      else resolve(`ended with ${error.code ?? error.signal ?? 'an error'}${lastLines(stderr)}`);
    });
    child.stdin?.end();
  });
}

function lastLines(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? '' : `: ${lines.slice(-toldLines).join('\n  ')}`;
}

function filled({ run: words }: CommandTemplate, host: string | undefined): string[] {
  return words.map((word) => (host === undefined ? word : word.replaceAll('{host}', host)));
}

function typed(template: CommandTemplate | undefined, host?: string): string | undefined {
  return template && filled(template, host).map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
