import type { TestContext } from 'node:test';
import { CloudClients } from '../../support/api/cloud-clients';
import { json, startLoopback } from './loopback';

/** Makes one call against a service that answers `status` and `body`; returns what was read and what was sent. */
export async function ask<T>(
  t: TestContext,
  status: number,
  body: unknown,
  call: (clients: CloudClients) => Promise<T>,
) {
  const cloud = await startLoopback(t, () => json(status, body));
  const session = cloud.session();
  const result = await call(new CloudClients(session));
  session.close();
  const sent = cloud.requests.map(({ method, url, body: text }) =>
    text === '' ? `${method} ${url}` : `${method} ${url} ${text}`,
  );
  return { result, sent };
}
