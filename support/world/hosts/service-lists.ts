import type { ToldService } from '../../api/compute/services-client';
import { ExpectationFailed } from '../../books/expectation';
import { failure } from '../../books/failure-findings';
import type { PersonName } from '../../parameter-types';
import { Noun, type Story } from '../story/story';

/** The lists of Nova's services that people ask for. */
export class ServiceLists extends Noun<Story> {
  #listed: readonly ToldService[] | undefined;

  /** Lists all services as that person. */
  async list(person: PersonName, microversion?: string): Promise<void> {
    const { compute } = this.needs.people.person(person);
    this.#listed = await (microversion === undefined ? compute : compute.at(microversion)).services.listAsTold();
  }

  /** Expects the last list not to tell of any service whether it is forced down. */
  expectNoWordOfForcingDown(): void {
    this.#expectOfAll('no word of whether it is forced down', ({ forcedDown }) => forcedDown === undefined);
  }

  /** Expects the last list to have a number as each service's id. */
  expectNumbersAsIds(): void {
    this.#expectOfAll('a number as its id', ({ id }) => typeof id === 'number');
  }

  #expectOfAll(expected: string, holds: (service: ToldService) => boolean): void {
    const { transcript, verifications } = this.needs;
    const listed = this.#listed;
    if (listed === undefined) throw new Error('no step has listed the services');
    if (listed.length === 0) throw new ExpectationFailed('the list of services is empty');
    verifications.note();
    const wrong = listed.find((service) => !holds(service));
    if (wrong === undefined) return;
    const forcedDown = wrong.forcedDown === undefined ? '' : `, forced_down ${String(wrong.forcedDown)}`;
    throw failure({
      expected: `each service with ${expected}`,
      seen: `${wrong.binary} on ${wrong.host} with id ${JSON.stringify(wrong.id)}${forcedDown}`,
      last: transcript.tellLastAct(),
    });
  }
}
