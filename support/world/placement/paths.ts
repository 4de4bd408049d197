import type { Neighbour, Trouble } from '../../contract/trouble';
import type { Favour } from '../../parameter-types';
import { errorAnswer } from './path-troubles';
import { Noun, type Story } from '../story/story';

/** The paths between Nova and its neighbours, which the suite can disturb. */
export class Paths extends Noun<Story> {
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
    const { name, control } = this.needs.cloud;
    const refuse = control.refuseCredentialsForPlacement?.bind(control);
    if (refuse === undefined)
      throw new Error(`${name} cannot refuse Nova's credentials: the scenario needs @placement-sign-in`);
    await this.#disturbBy('Placement', refuse);
    this.needs.troubles.note('Placement', { kind: 'refuse' });
  }

  /** Disturbs Nova's path to a neighbour until the scenario's clean-up. */
  async disturb(neighbour: Neighbour, trouble: Trouble): Promise<void> {
    await this.#disturbBy(neighbour, () => this.needs.cloud.control.disturb(neighbour, trouble));
    this.needs.troubles.note(neighbour, trouble);
  }

  /** Does the work while Nova's path to a neighbour is disturbed, and mends the path whatever comes of it. */
  async whileDisturbed(neighbour: Neighbour, trouble: Trouble, work: () => Promise<void>): Promise<void> {
    const { cloud, troubles } = this.needs;
    const disturb = async (): Promise<void> => {
      await cloud.control.disturb(neighbour, trouble);
      troubles.note(neighbour, trouble);
    };
    await this.#whileOtherwise(neighbour, disturb, work);
  }

  /** Does the work while what Nova writes to allocations waits on its way, and mends the path whatever comes of it. */
  async whileAllocationWritesWait(work: () => Promise<void>): Promise<void> {
    const { name, control } = this.needs.cloud;
    const hold = control.holdAllocationWrites?.bind(control);
    if (hold === undefined)
      throw new Error(`${name} cannot hold what Nova writes to allocations: the scenario needs @placement-held`);
    await this.#whileOtherwise('Placement', hold, work);
  }

  async #disturbBy(neighbour: Neighbour, disturb: () => Promise<void>): Promise<void> {
    await this.needs.disturbances.beforePath(neighbour);
    await disturb();
  }

  async #whileOtherwise(neighbour: Neighbour, disturb: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    const { disturbances, cloud, page, troubles } = this.needs;
    const entry = await disturbances.beforePath(neighbour);
    await disturb();
    try {
      await work();
    } finally {
      await cloud.control.mend(neighbour);
      troubles.note(neighbour, 'none');
      page.settle(entry);
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
