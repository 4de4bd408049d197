import { ApiClient, pageOf } from '../api-client';
import type { Decoder } from '../decode';
import { inside, nothing, record, text, truth } from '../decode';
import type { Session } from '../session';

/** A network. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  /** Whether other projects may use it. */
  readonly shared: boolean;
}

/** A network to be made; a shared one is for operators. */
export interface NewNetwork {
  readonly name: string;
  readonly use: 'shared' | 'own project';
}

/** Networks: `/v2.0/networks` (reference D.5). */
export class NetworksClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'network');
  }

  /** The networks that the person may see, of one name where asked for, every page; 200. */
  list(filter: { readonly name?: string } = {}): Promise<readonly Network[]> {
    const { name } = filter;
    return this.everyPage(
      (marker) =>
        this.request({
          method: 'GET',
          route: '/v2.0/networks',
          query: { name, marker },
          expected: [200],
          reply: pageOf('networks', network),
        }),
      ({ id }) => id,
    );
  }

  /** The first network of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<Network | undefined> {
    return (await this.list({ name })).at(0);
  }

  /** Makes a network without subnets; 201. */
  create({ name, use }: NewNetwork): Promise<Network> {
    return this.request({
      method: 'POST',
      route: '/v2.0/networks',
      body: { network: { name, shared: use === 'shared' ? true : undefined } },
      expected: [201],
      reply: inside('network', network),
    });
  }

  /** Deletes the network; 204, or 409 while ports of servers are in it. */
  delete(id: string): Promise<void> {
    return this.request({
      method: 'DELETE',
      route: '/v2.0/networks/{network}',
      params: { network: id },
      expected: [204],
      reply: nothing,
    });
  }
}

const network: Decoder<Network> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  projectId: read('project_id', text),
  shared: read('shared', truth),
}));
