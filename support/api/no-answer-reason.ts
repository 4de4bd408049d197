import { isRecord } from './decode';

const tlsCodes =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH)/;

const reasons: Readonly<Record<string, (host: string) => string>> = {
  ECONNREFUSED: (host) => `nothing listens at ${host}`,
  ENOTFOUND: (host) => `the name of ${host} cannot be resolved`,
  EAI_AGAIN: (host) => `the name of ${host} cannot be resolved`,
  ECONNRESET: (host) => `${host} broke the connection off`,
  EPIPE: (host) => `${host} broke the connection off`,
  EHOSTUNREACH: (host) => `${host} cannot be reached`,
  ENETUNREACH: (host) => `${host} cannot be reached`,
};

/** Why a request to `base` brought no answer, in words for a person; the error itself may hold secrets and is dropped. */
export function reasonOf(error: unknown, base: string): string {
  const host = URL.canParse(base) ? new URL(base).host : base;
  const code = codeOf(error);
  if (code === undefined) return messageOf(error);
  if (tlsCodes.test(code)) return `TLS with ${host} failed: ${withMend(messageOf(error), code)}`;
  if (code.startsWith('HPE_')) return `${host} answers, but not in HTTP (${code}): is its address an https one?`;
  return reasons[code]?.(host) ?? `${messageOf(error)} (${code})`;
}

const untrusted =
  'its certificate is of an authority that is not trusted here: give that authority\'s certificate as "cacert" in clouds.yaml';

const mends: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for other names: write the address with one of those',
  CERT_HAS_EXPIRED: 'its certificate has expired: the cloud needs a new one',
  CERT_NOT_YET_VALID: "its certificate is not valid yet: compare this machine's clock with the cloud's",
};

/** OpenSSL's own words for a handshake with somebody who speaks no TLS are a page of hexadecimal numbers. */
const noTls = /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/;

function withMend(words: string, code: string): string {
  if (noTls.test(code)) return `it seems to speak no TLS; is its address an http one? (${code})`;
  const mend = mends[code];
  return `${words} (${code})${mend === undefined ? '' : `; ${mend}`}`;
}

function codeOf(error: unknown): string | undefined {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
