import { CloudClients } from '../../api/cloud-clients';
import type { Connection } from '../../api/connection';
import type { Credentials } from '../../api/credentials';
import type { ExchangeListener } from '../../api/exchange';
import type { ConnectionPool } from '../../api/pool';
import type { Redactor } from '../../api/redaction';
import { Session } from '../../api/session';
import type { CloudUnderTest } from '../../clouds/cloud';
import type { PersonName } from '../../contract/person-names';
import { redactorOf } from '../../clouds/redactor';

/** No request of the suite may take longer than this, in real seconds; it is longer than Nova's own time-outs. */
const deadlineSeconds = 90;

/** Those who act in the scenario, and the auditor who observes. Each signs in when first needed. */
export class People {
  readonly #cloud: CloudUnderTest;
  readonly #listener: ExchangeListener;
  readonly #background: ExchangeListener;
  readonly #pool: ConnectionPool | undefined;
  readonly #redactor: Redactor;
  readonly #clients = new Map<string, CloudClients>();

  /**
   * @param background is told of what no step speaks of; the same listener when left out
   * @param pool connections that outlive these people; left out, everybody has their own
   */
  constructor(
    cloud: CloudUnderTest,
    listener: ExchangeListener,
    background: ExchangeListener = listener,
    pool?: ConnectionPool,
  ) {
    this.#cloud = cloud;
    this.#listener = listener;
    this.#background = background;
    this.#pool = pool;
    this.#redactor = redactorOf(cloud);
  }

  /** The clients of one who acts. Throws when the cloud has no such person. */
  person(name: PersonName): CloudClients {
    return this.#enter(name, (connection) => new Session(connection, name, this.#credentials(name)));
  }

  /** The clients of the auditor: the operator's credentials, and nothing but reading is sent. */
  get auditor(): CloudClients {
    const { session } = this.person('operator');
    return this.#enter(
      'auditor',
      (connection) => new Session(connection, 'auditor', this.#credentials('operator'), 'observes', session),
    );
  }

  /** The auditor's clients for what no step speaks of: snapshots, invariants, guards. */
  get background(): CloudClients {
    const { session } = this.person('operator');
    return this.#enter(
      'background',
      (connection) =>
        new Session(
          { ...connection, listener: this.#background },
          'auditor',
          this.#credentials('operator'),
          'observes',
          session,
        ),
    );
  }

  /** Whose a consumer is, as Placement wants to know: that person's, in their project. */
  async whose(name: PersonName): Promise<{ readonly projectId: string; readonly userId: string }> {
    const { session } = this.person(name);
    const [project, user] = await Promise.all([session.project(), session.user()]);
    return { projectId: project.id, userId: user.id };
  }

  /** Closes everybody's connections. */
  close(): void {
    for (const clients of this.#clients.values()) clients.close();
    this.#clients.clear();
  }

  #enter(name: string, signIn: (connection: Connection) => Session): CloudClients {
    const already = this.#clients.get(name);
    if (already !== undefined) return already;
    const clients = new CloudClients(
      signIn({
        cloud: this.#cloud.name,
        access: this.#cloud.access,
        deadlineSeconds,
        listener: this.#listener,
        redactor: this.#redactor,
        ...(this.#pool && { pool: this.#pool }),
      }),
    );
    this.#clients.set(name, clients);
    return clients;
  }

  #credentials(name: PersonName): Credentials {
    const credentials = this.#cloud.people[name];
    if (credentials === undefined) throw new Error(`${this.#cloud.name} has no ${name} among its people`);
    return credentials;
  }
}
