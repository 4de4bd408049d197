import { ReferenceCloudError } from '../failure';
import { runToEnd } from '../processes/run-to-end';

/** Where packages of Debian come from, as this machine's own apt is configured. */
export interface DebianMirror {
  readonly uri: string;
  /** The file with the keys that its releases are signed with. */
  readonly keyring: string;
}

/** What `apt-get indextargets` is asked to write for each index: the parts of an {@link IndexTarget} between bars. */
const indexTargetFormat = '$(ORIGIN)|$(CODENAME)|$(RELEASE)|$(COMPONENT)|$(REPO_URI)|$(SIGNED_BY)';

const DEBIAN_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The options of apt that say how to get at a mirror, and which release files to trust. */
const forwardedOptions = /^Acquire::(http|https|ftp|socks|Check-Valid-Until|Check-Date|Retries|ForceIPv[46])\b/i;

interface IndexTarget {
  readonly origin: string;
  readonly codename: string;
  readonly release: string;
  readonly component: string;
  readonly uri: string;
  readonly signedBy: string;
}

/** The mirror that this machine gets its own Debian release from. Rejects with a {@link ReferenceCloudError} if there is none. */
export async function mirrorOfThisMachine(codename: string): Promise<DebianMirror> {
  const text = await runToEnd({
    command: ['apt-get', 'indextargets', '--format', indexTargetFormat, 'Created-By: Packages'],
    purpose: "read apt's sources",
  });
  const mirror = mirrorIn(text, codename);
  if (mirror === undefined) {
    throw new ReferenceCloudError(
      `apt's sources name no Debian mirror with the component "main" of ${codename}; ` +
        'add it under /etc/apt/sources.list.d and run: apt-get update',
    );
  }
  return mirror;
}

/**
 * The first mirror of Debian's main archive among index targets, one on each line in {@link indexTargetFormat}.
 * Before the first `apt-get update` apt does not know the origin; then the path `/debian` tells it.
 */
export function mirrorIn(text: string, codename: string): DebianMirror | undefined {
  const targets = text
    .split('\n')
    .filter((line) => line !== '')
    .map(targetOf)
    .filter(({ component, ...target }) => component === 'main' && [target.codename, target.release].includes(codename));
  const found =
    targets.find(({ origin }) => origin === 'Debian') ??
    targets.find(({ origin, uri }) => origin === '' && /\/debian\/?$/.test(uri));
  return found === undefined
    ? undefined
    : { uri: found.uri, keyring: found.signedBy.startsWith('/') ? found.signedBy : DEBIAN_KEYRING };
}

/** The options of this machine's apt that a mirror needs (proxies, clock checks), as lines of apt.conf(5). */
export async function aptOptionsOfThisMachine(): Promise<string[]> {
  return aptOptionsIn(await runToEnd({ command: ['apt-config', 'dump'], purpose: "read apt's configuration" }));
}

/** Those lines of `apt-config dump` that a mirror needs. */
export function aptOptionsIn(dump: string): string[] {
  return dump.split('\n').filter((line) => forwardedOptions.test(line) && !line.endsWith(' "";'));
}

function targetOf(line: string): IndexTarget {
  const [origin = '', codename = '', release = '', component = '', uri = '', signedBy = ''] = line.split('|');
  return { origin, codename, release, component, uri, signedBy };
}
