import type { Credentials } from '../api/credentials';
import { Redactor } from '../api/redaction';
import { secretOf } from '../api/sign-in';
import type { CloudUnderTest } from './cloud';

/** What hides the secrets of all people of a cloud, whoever of them is answered with whose; for all sessions of a while. */
export function redactorOf({ people }: Pick<CloudUnderTest, 'people'>): Redactor {
  const redactor = new Redactor();
  const everybody: readonly Credentials[] = Object.values(people);
  for (const credentials of everybody) redactor.knowPassword(secretOf(credentials));
  return redactor;
}
