import { maxHeaderSize } from 'node:http';
import { isRecord } from './decode';
import { mostOctets } from './read-body';

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
  ERR_STREAM_PREMATURE_CLOSE: (host) => `${host} broke its answer off in the middle`,
  HPE_HEADER_OVERFLOW: (host) => `${host} answers with headers of more than ${maxHeaderSize / 1024} KiB`,
  HPE_INVALID_CONSTANT: (host) =>
    `${host} answers, but not in HTTP (HPE_INVALID_CONSTANT): is its address an https one?`,
};

/** Why a request to `base` brought no answer, in words for a person; the error itself may hold secrets and is dropped. */
export function reasonOf(error: unknown, base: string): string {
  const host = hostOf(base);
  const code = codeOf(error);
  const message = messageOf(error);
  if (code === undefined) return message;
  if (tlsCodes.test(code)) return `TLS with ${host} failed: ${withMend(message, code)}`;
  if (code === 'ECONNRESET' && beforeTls.test(message)) return `TLS with ${host} failed: ${speaksNoTls(code)}`;
  if (code === 'ERR_BAD_RESPONSE' || message === 'aborted') return brokenOff(message, host);
  return reasons[code]?.(host) ?? otherReason(code, message, host);
}

/** The host and port of an address, for messages. */
export function hostOf(base: string): string {
  return URL.canParse(base) ? new URL(base).host : base;
}

/** What axios itself gives up on: an answer that is too long, or that ends before its end. */
function brokenOff(message: string, host: string): string {
  if (message.startsWith('maxContentLength')) {
    return `${host} answers with more than ${mostOctets / 1024 ** 2} MiB, and the rest was not read`;
  }
  return message.includes('aborted') ? `${host} broke its answer off in the middle` : message;
}

function otherReason(code: string, message: string, host: string): string {
  if (code.startsWith('HPE_')) return `${host} answers in broken HTTP: ${message} (${code})`;
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return `${host} answers with something compressed that cannot be unpacked: ${message} (${code})`;
  }
  return `${message} (${code})`;
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

/** uWSGI, before which OpenStack's services stand, hangs up in place of answering a handshake. */
const beforeTls = /before secure TLS connection was established/;

function withMend(words: string, code: string): string {
  if (noTls.test(code)) return speaksNoTls(code);
  const mend = mends[code];
  return `${words} (${code})${mend === undefined ? '' : `; ${mend}`}`;
}

function speaksNoTls(code: string): string {
  return `it seems to speak no TLS; is its address an http one? (${code})`;
}

function codeOf(error: unknown): string | undefined {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
