import { connect } from 'node:tls';
import { rootOf } from '../../api/service-catalog';
import { isRecord } from '../../api/decode';
import { MalformedAnswer, NoAnswer, UnexpectedAnswer } from '../../api/api-errors';
import type { Session } from '../../api/session';

/** How long a trial of TLS may take, in milliseconds. */
const trialMilliseconds = 5000;

/**
 * The mistake in auth_url that a sign-in most likely came to nothing by, in words; undefined where Keystone is there, or nobody is.
 * Looks at who answers there, without any secret.
 */
export async function mistakeInAuthUrl(
  authUrl: string,
  session: Session,
  failure: unknown,
): Promise<string | undefined> {
  if (failure instanceof NoAnswer) return isTlsSpoken(failure) ? await tlsMistake(authUrl) : undefined;
  if (!(failure instanceof UnexpectedAnswer || failure instanceof MalformedAnswer)) return undefined;
  const who = await whoAnswers(session);
  if (who === 'Keystone') return undefined;
  if (who !== undefined) {
    return `auth_url is ${who}'s address (${authUrl}), and should be Keystone's, like https://cloud.example:5000/v3`;
  }
  if (isRefusal(failure)) return undefined;
  const seen = `what answers at ${rootOf(authUrl)}/ does not say that it is Keystone: is auth_url right?`;
  return (await tlsMistake(authUrl)) ?? seen;
}

/** The answer of a Keystone that does not show its versions to everybody. */
function isRefusal(failure: UnexpectedAnswer | MalformedAnswer): boolean {
  return failure instanceof UnexpectedAnswer && [401, 403].includes(failure.status);
}

function isTlsSpoken({ reason }: NoAnswer): boolean {
  return /broke the connection off|not in HTTP/.test(reason);
}

async function tlsMistake(authUrl: string): Promise<string | undefined> {
  const { protocol, hostname, port } = new URL(authUrl);
  if (protocol !== 'http:' || !(await speaksTls(hostname.replace(/^\[|\]$/g, ''), port === '' ? 80 : Number(port))))
    return undefined;
  return `TLS is spoken there: auth_url (${authUrl}) should begin with https://`;
}

/** Whether a handshake succeeds, whoever's certificate it is: nothing is sent afterwards. */
function speaksTls(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    const settle = (spoken: boolean) => {
      socket.destroy();
      resolve(spoken);
    };
    socket.setTimeout(trialMilliseconds, () => {
      settle(false);
    });
    socket.once('secureConnect', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}

/** The service whose document of versions stands above auth_url; undefined where there is none of OpenStack's. */
async function whoAnswers(session: Session): Promise<string | undefined> {
  const request = { service: 'identity', method: 'GET', base: 'root', path: '/', route: '/' } as const;
  try {
    return serviceOf((await session.send(request)).body.value);
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

/** Tells services by their documents of versions (reference D.1 to D.6). */
function serviceOf(document: unknown): string | undefined {
  const versions = isRecord(document) ? document['versions'] : undefined;
  if (isRecord(versions) && Array.isArray(versions['values'])) return 'Keystone';
  const known = (Array.isArray(versions) ? versions : []).filter(isRecord);
  const has = (id: string) => known.some((version) => version['id'] === id);
  // Of the two with an API v2.1 only Nova has microversions.
  if (has('v2.1')) return known.some(({ version }) => version !== undefined && version !== '') ? 'Nova' : 'Glance';
  if (has('v1.0')) return 'Placement';
  if (has('v3.0')) return 'Cinder';
  return has('v2.0') ? 'Neutron' : undefined;
}
