import type { Port } from '../api/network/ports';
import { ExpectationFailed } from '../books/expectation';
import { shortId, tellFindings } from '../books/telling';
import type { Scenario } from './scenario';

/** The port that the owner brings along, in place of one that Nova would make. */
export class Ports {
  readonly #scenario: Scenario;
  #made: Port | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  /** Makes the port as the owner, bound to nothing, and returns its id. */
  async make(): Promise<string> {
    const { run, id, people, cloud } = this.#scenario;
    const owner = people.person('owner').network;
    const network = await owner.networks.findByName(cloud.resources.network);
    if (network === undefined) throw new Error(`${cloud.name} has no network "${cloud.resources.network}"`);
    const name = `ld-${run.name}-${id}-port`;
    const entry = run.ledger.open(id, { kind: 'port', name });
    const port = await owner.ports.create({ name, networkId: network.id });
    run.ledger.made(entry, port.id);
    this.#made = port;
    return port.id;
  }

  /** Expects the port to be bound to a live server of the scenario, on that server's host. */
  async expectInUse(): Promise<void> {
    if (this.#made === undefined) throw new Error('no step has made a port');
    const { people, notes, transcript } = this.#scenario;
    const { id } = this.#made;
    const port = await people.auditor.network.ports.find(id);
    notes.noteVerification();
    const user = notes.servers().find(({ uuid }) => uuid === port?.deviceId);
    if (user?.host !== undefined && port?.boundHost === user.host) return;
    const last = transcript.lastChange();
    throw new ExpectationFailed(
      tellFindings([
        { label: 'expected', text: `the port ${shortId(id)} bound to a server of the scenario, on its host` },
        { label: 'seen', text: port === undefined ? 'it answers 404' : tell(port) },
        ...(last === undefined ? [] : [{ label: 'last', text: last }]),
      ]),
    );
  }
}

function tell({ deviceId, boundHost }: Port): string {
  const device = deviceId === '' ? 'no device' : `the device ${shortId(deviceId)}`;
  return `it has ${device} and is bound to ${boundHost === undefined || boundHost === '' ? 'no host' : boundHost}`;
}
