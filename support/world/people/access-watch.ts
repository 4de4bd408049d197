import type { CloudClients } from '../../api/cloud-clients';
import type { CloudUnderTest } from '../../clouds/cloud';
import { personNames, type PersonName } from '../../contract/person-names';
import { expectSameAccessControl, readAccessControl, type AccessControl } from '../../safety/access-control';
import { People } from './signed-in-people';

/** Sees whether access control stays as it was. Its requests are no part of any scenario, so nobody records them. */
export class AccessWatch {
  readonly #cloud: CloudUnderTest;
  #before: AccessControl | undefined;
  #compared = false;

  constructor(cloud: CloudUnderTest) {
    this.#cloud = cloud;
  }

  /** Reads access control, unless that was done. */
  async begin(): Promise<void> {
    this.#before ??= await this.#read();
  }

  /** Rejects with `AccessControlChanged` when anything is different from what was read first. */
  async compare(): Promise<void> {
    if (this.#before !== undefined) expectSameAccessControl(this.#before, await this.#read());
  }

  /** The same, the first time it is called. */
  async compareOnce(): Promise<void> {
    if (this.#compared) return;
    this.#compared = true;
    await this.compare();
  }

  async #read(): Promise<AccessControl> {
    const people = new People(this.#cloud, () => undefined);
    const there = personNames.filter((name) => this.#cloud.people[name] !== undefined);
    const clients = new Map<PersonName, CloudClients>(there.map((name) => [name, people.person(name)]));
    try {
      return await readAccessControl({ people: clients, auditor: people.auditor });
    } finally {
      people.close();
    }
  }
}
