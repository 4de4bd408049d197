import { CloudClients } from '../api/cloud-clients';
import type { ExchangeListener } from '../api/exchange';
import { Session, type SessionAccess } from '../api/session';
import type { CloudUnderTest } from '../clouds/cloud';
import type { PersonName } from '../clouds/people';

/** No request of the suite may take longer than this, in real seconds; it is longer than Nova's own time-outs. */
const deadlineSeconds = 90;

/** Those who act in the scenario, and the auditor who observes. Each signs in when first needed. */
export class People {
  readonly #cloud: CloudUnderTest;
  readonly #listener: ExchangeListener;
  readonly #clients = new Map<string, CloudClients>();

  constructor(cloud: CloudUnderTest, listener: ExchangeListener) {
    this.#cloud = cloud;
    this.#listener = listener;
  }

  /** The clients of one who acts. Throws when the cloud has no such person. */
  person(name: PersonName): CloudClients {
    return this.#enter(name, name, 'acts');
  }

  /** The clients of the auditor: the operator's credentials, and nothing but reading is sent. */
  get auditor(): CloudClients {
    return this.#enter('auditor', 'operator', 'observes');
  }

  /** Closes everybody's connections. */
  close(): void {
    for (const clients of this.#clients.values()) clients.close();
    this.#clients.clear();
  }

  #enter(known: string, name: PersonName, access: SessionAccess): CloudClients {
    const already = this.#clients.get(known);
    if (already !== undefined) return already;
    const credentials = this.#cloud.people[name];
    if (credentials === undefined) throw new Error(`${this.#cloud.name} has no ${name} among its people`);
    const connection = {
      cloud: this.#cloud.name,
      access: this.#cloud.access,
      deadlineSeconds,
      listener: this.#listener,
    };
    const clients = new CloudClients(new Session(connection, known, credentials, access));
    this.#clients.set(known, clients);
    return clients;
  }
}
