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
  if (tlsCodes.test(code)) return `TLS with ${host} failed: ${messageOf(error)} (${code})`;
  return reasons[code]?.(host) ?? `${messageOf(error)} (${code})`;
}

function codeOf(error: unknown): string | undefined {
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
