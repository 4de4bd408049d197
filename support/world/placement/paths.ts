import type { Neighbour, Trouble } from '../../contract/trouble';
import type { Favour, PersonName, Refusal, ServerAlias, TroubleName } from '../../parameter-types';
import type { Scenario } from '../scenario';

/** The paths between Nova and its neighbours, which the suite can disturb. */
export class Paths {
  readonly #scenario: Scenario;
  readonly #disturbed = new Set<Neighbour>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Lets Nova's connections to the neighbour be refused until the scenario's clean-up. */
  async cutOff(neighbour: Neighbour): Promise<void> {
    await this.disturb(neighbour, { kind: 'refuse' });
  }

  /** Lets the neighbour answer Nova with that status until the scenario's clean-up. */
  async answerWithError(neighbour: Neighbour, status: number): Promise<void> {
    await this.disturb(neighbour, errorAnswer(neighbour, status));
  }

  /** Lets the neighbour answer Nova with an error where a host asks for that, until the scenario's clean-up. */
  async refuse(neighbour: Neighbour, favour: Favour): Promise<void> {
    const { of, method } = favours[favour];
    if (neighbour !== of) throw new Error(`${neighbour} cannot refuse to ${favour}: hosts ask ${of} for that`);
    await this.disturb(neighbour, { kind: 'answer', status: 500, method });
  }

  /** Lets the neighbour take Nova's requests and not answer them, until the scenario's clean-up. */
  async leaveUnanswered(neighbour: Neighbour): Promise<void> {
    await this.disturb(neighbour, { kind: 'hang' });
  }

  /** Lets Keystone refuse the credentials by which Nova signs in for Placement, until the scenario's clean-up. */
  async refuseCredentials(): Promise<void> {
    const { name, control } = this.#scenario.cloud;
    const refuse = control.refuseCredentialsForPlacement?.bind(control);
    if (refuse === undefined)
      throw new Error(`${name} cannot refuse Nova's credentials: the scenario needs @placement-sign-in`);
    await this.#disturbBy('Placement', refuse);
    this.#scenario.troubles.note('Placement', { kind: 'refuse' });
  }

  /** Disturbs Nova's path to a neighbour until the scenario's clean-up. */
  async disturb(neighbour: Neighbour, trouble: Trouble): Promise<void> {
    await this.#disturbBy(neighbour, () => this.#scenario.cloud.control.disturb(neighbour, trouble));
    this.#scenario.troubles.note(neighbour, trouble);
  }

  /** True while a step has left Nova's path to the neighbour disturbed. */
  isDisturbed(neighbour: Neighbour): boolean {
    return this.#disturbed.has(neighbour);
  }

  /** Does the work while Nova's connections to Placement are refused, and mends the path whatever comes of it. */
  async whileNovaCannotReachPlacement(work: () => Promise<void>): Promise<void> {
    await this.whileDisturbed('Placement', { kind: 'refuse' }, work);
  }

  /** Does the work while Nova's path to a neighbour is disturbed, and mends the path whatever comes of it. */
  async whileDisturbed(neighbour: Neighbour, trouble: Trouble, work: () => Promise<void>): Promise<void> {
    const { cloud, troubles } = this.#scenario;
    const disturb = async (): Promise<void> => {
      await cloud.control.disturb(neighbour, trouble);
      troubles.note(neighbour, trouble);
    };
    await this.#whileOtherwise(neighbour, disturb, work);
  }

  /** Does the work while what Nova writes to allocations waits on its way, and mends the path whatever comes of it. */
  async whileAllocationWritesWait(work: () => Promise<void>): Promise<void> {
    const { name, control } = this.#scenario.cloud;
    const hold = control.holdAllocationWrites?.bind(control);
    if (hold === undefined)
      throw new Error(`${name} cannot hold what Nova writes to allocations: the scenario needs @placement-held`);
    await this.#whileOtherwise('Placement', hold, work);
  }

  /** Deletes the servers as their owner although the trouble is there, and sees that they are gone; the path is mended afterwards. */
  async deleteDespite(trouble: TroubleName, alias: ServerAlias): Promise<void> {
    const { neighbour, disturbance } = troubles[trouble];
    const { servers } = this.#scenario;
    await this.whileDisturbed(neighbour, disturbance, () => servers.delete('owner', alias));
    await servers.expectGone(alias);
  }

  /**
   * Expects a delete of that person's to fail in the way that the trouble makes it fail, as a Given: refused where the server's host
   * is down, else accepted, after which the host puts the server in ERROR (reference A.5, A.6). The path is mended afterwards.
   */
  async failDelete(trouble: TroubleName, person: PersonName, alias: ServerAlias): Promise<void> {
    const { neighbour, disturbance, refusal } = troubles[trouble];
    const { attempts, notes, servers } = this.#scenario;
    const { host, uuid } = servers.find(alias);
    if (host !== undefined && notes.isRunning(host)) {
      await this.whileDisturbed(neighbour, disturbance, async () => {
        await servers.delete(person, alias);
        await servers.expectState(alias, 'in error');
      });
      notes.noteFailedDeletion(uuid);
      return;
    }
    if (refusal === 'none') throw new Error(`a local delete does not fail while ${trouble}: say "was deleted while"`);
    await this.whileDisturbed(neighbour, disturbance, () =>
      attempts.expectFailure(refusal, () => servers.delete(person, alias)),
    );
  }

  async #disturbBy(neighbour: Neighbour, disturb: () => Promise<void>): Promise<void> {
    const { guard, books, run, id } = this.#scenario;
    await guard.beforeDisturbingPath(neighbour);
    await books.open();
    run.ledger.open(id, { kind: 'path', neighbour });
    this.#disturbed.add(neighbour);
    await disturb();
  }

  async #whileOtherwise(neighbour: Neighbour, disturb: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    const { guard, books, id, cloud, troubles } = this.#scenario;
    await guard.beforeDisturbingPath(neighbour);
    const { ledger } = this.#scenario.run;
    await books.open();
    const entry = ledger.open(id, { kind: 'path', neighbour });
    await disturb();
    try {
      await work();
    } finally {
      await cloud.control.mend(neighbour);
      troubles.note(neighbour, 'none');
      ledger.settle(entry);
    }
  }
}

/**
 * Whom hosts ask, and with which method, that Nova's API does not use there when a server is made or unshelved
 * (`nova/network/neutron.py:_create_port_minimal`, `_update_port_binding_for_instance`, `nova/volume/cinder.py:attachment_update`).
 */
const favours: Readonly<Record<Favour, { readonly of: Neighbour; readonly method: string }>> = {
  'make ports': { of: 'Neutron', method: 'POST' },
  'bind ports': { of: 'Neutron', method: 'PUT' },
  'attach volumes': { of: 'Cinder', method: 'PUT' },
};

/** What keeps Nova from a neighbour, and how a local delete is refused by it (reference A.5). */
interface KnownTrouble {
  readonly neighbour: Neighbour;
  readonly disturbance: Trouble;
  readonly refusal: Refusal | 'none';
}

const troubles: Readonly<Record<TroubleName, KnownTrouble>> = {
  'Nova could not reach Placement': { neighbour: 'Placement', disturbance: { kind: 'refuse' }, refusal: 'none' },
  'Placement answered with an error': {
    neighbour: 'Placement',
    disturbance: errorAnswer('Placement', 503),
    refusal: 'in conflict',
  },
  'Placement did not answer': { neighbour: 'Placement', disturbance: { kind: 'hang' }, refusal: 'server error' },
  'Neutron answered with an error': {
    neighbour: 'Neutron',
    disturbance: errorAnswer('Neutron', 500),
    refusal: 'server error',
  },
};

/** Neutron answers so to what would delete a port; Nova finds the ports as ever. */
function errorAnswer(neighbour: Neighbour, status: number): Trouble {
  return neighbour === 'Neutron' ? { kind: 'answer', status, method: 'DELETE' } : { kind: 'answer', status };
}
