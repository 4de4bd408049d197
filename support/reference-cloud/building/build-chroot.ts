import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { failureWithLog, ReferenceCloudError, reasonOf } from '../failure';
import type { Layout } from '../layout';
import { inside } from '../layout';
import { removeTree, unmountAllIn } from '../mounts';
import { runToEnd } from '../processes/run-to-end';
import type { Progress } from '../building-progress';
import type { ReferenceCloudRelease } from '../packaged-releases';
import type { DebianMirror } from './apt-sources';
import { aptOptionsOfThisMachine, mirrorOfThisMachine } from './apt-sources';
import { checkCanBuild } from './prerequisites';
import { BuildStages } from './stages';
import type { Stamp } from './stamp';
import { fits, readStamp, stampOf } from './stamp';

/** Documentation and translations: half a gigabyte that nobody reads in a chroot. */
const excludedPaths = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*', '/usr/share/info/*'];

/**
 * The stamp of the chroot, if it is there and what the release asks for; a chroot of anything else is no reason to throw
 * but is built again.
 */
export function builtChroot(layout: Layout, release: ReferenceCloudRelease): Stamp | undefined {
  const stamp = readStamp(layout.stamp);
  return stamp !== undefined && fits(stamp, release) ? stamp : undefined;
}

/**
 * Builds the chroot of a release in place of any that is there, which nothing may use. It gets its name when it is complete.
 * Rejects with a {@link ReferenceCloudError} that names the mend or carries the last lines of the build's log.
 */
export async function buildChroot(layout: Layout, release: ReferenceCloudRelease, progress: Progress): Promise<Stamp> {
  const codename = checkCanBuild(layout.home);
  const mirror = await mirrorOfThisMachine(codename);
  checkKeyring(mirror);
  await removeUnfinished(layout);
  progress.tell(`building the chroot from ${release.suite} of ${hostOf(mirror)}`);
  const stages = new BuildStages();
  const readLine = (line: string): void => {
    const told = stages.read(line);
    if (told !== undefined) progress.tell(told);
  };
  await progress.during(
    'chroot built',
    () => bootstrap(layout, release, mirror, readLine),
    () => stages.now(),
  );
  const stamp = stampOf(release, await versionsIn(layout.unfinishedChroot, release));
  writeFileSync(join(layout.unfinishedChroot, inside.shared, 'stamp.json'), `${JSON.stringify(stamp, null, 2)}\n`);
  if (existsSync(layout.chroot)) progress.tell('removing the former chroot');
  removeTree(layout.chroot);
  renameSync(layout.unfinishedChroot, layout.chroot);
  return stamp;
}

/** Removes what an interrupted build left, its mounts first. */
export async function removeUnfinished(layout: Layout): Promise<void> {
  await unmountAllIn(layout.unfinishedChroot);
  removeTree(layout.unfinishedChroot);
}

/** The command line of mmdebstrap; it reads its source of packages from standard input. */
export function mmdebstrapCommand(release: ReferenceCloudRelease, optionsFile: string, target: string): string[] {
  return [
    'mmdebstrap',
    '--verbose',
    '--mode=root',
    '--variant=apt',
    '--format=directory',
    `--aptopt=${optionsFile}`,
    '--dpkgopt=force-unsafe-io',
    ...excludedPaths.map((path) => `--dpkgopt=path-exclude=${path}`),
    `--include=${release.packages.join(',')}`,
    `--customize-hook=${unpackHook(release)}`,
    release.suite,
    target,
    '-',
  ];
}

async function bootstrap(
  layout: Layout,
  release: ReferenceCloudRelease,
  mirror: DebianMirror,
  readLine: (line: string) => void,
): Promise<void> {
  mkdirSync(layout.home, { recursive: true });
  const optionsFile = join(layout.home, 'apt.conf');
  const options = [...(await aptOptionsOfThisMachine()), 'APT::Install-Recommends "false";'];
  writeFileSync(optionsFile, `${options.join('\n')}\n`, { mode: 0o600 });
  const log = openSync(layout.buildLog, 'w', 0o640);
  try {
    await runToEnd({
      command: mmdebstrapCommand(release, optionsFile, layout.unfinishedChroot),
      purpose: 'build the chroot',
      input: `deb [signed-by=${mirror.keyring}] ${mirror.uri} ${release.suite} main\n`,
      onLine: (line) => {
        writeSync(log, `${line}\n`);
        readLine(line);
      },
    });
  } catch (error) {
    const firstLine = reasonOf(error).split('\n', 1)[0] ?? '';
    throw failureWithLog(`${firstLine}${mendOf(reasonOf(error))}`, layout.buildLog);
  } finally {
    closeSync(log);
    rmSync(optionsFile, { force: true });
  }
}

/** Fetches the packages that are not installed with the apt that mmdebstrap has set up, and keeps the wanted files. */
function unpackHook(release: ReferenceCloudRelease): string {
  const packages = [...new Set(release.unpacked.map((file) => file.package))];
  const work = '"$1/tmp/unpacked"';
  const shared = `"$1${inside.shared}"`;
  return [
    'set -eu',
    `mkdir -p ${work} ${shared}`,
    `cd ${work}`,
    `APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get -o APT::Sandbox::User=root download ${packages.join(' ')}`,
    ...packages.map((name) => `dpkg-deb -x ${name}_*.deb ${name}`),
    ...release.unpacked.map((file) => `cp ${file.package}/${file.path} ${shared}/${file.name}`),
    `cd / && rm -r ${work}`,
  ].join('; ');
}

async function versionsIn(chroot: string, release: ReferenceCloudRelease): Promise<Record<string, string>> {
  const text = await runToEnd({
    command: [
      'chroot',
      chroot,
      'dpkg-query',
      '-W',
      '-f',
      '${Package} ${Version}\\n',
      ...Object.values(release.versions),
    ],
    purpose: 'read the versions of the installed packages',
  });
  const versions = new Map(text.split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]]));
  return Object.fromEntries(
    Object.entries(release.versions).map(([program, name]) => [program, versions.get(name) ?? 'unknown']),
  );
}

function checkKeyring(mirror: DebianMirror): void {
  if (!existsSync(mirror.keyring)) {
    throw new ReferenceCloudError(
      `the keys of Debian's archive are missing (${mirror.keyring}); run: apt-get install debian-archive-keyring`,
    );
  }
}

function mendOf(output: string): string {
  return output.includes('NO_PUBKEY')
    ? "\n  The keys of Debian's archive are too old; run: apt-get install --only-upgrade debian-archive-keyring"
    : '';
}

function hostOf(mirror: DebianMirror): string {
  return URL.canParse(mirror.uri) ? new URL(mirror.uri).host : 'the mirror of this machine';
}
