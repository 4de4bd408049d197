import type { Call } from '../api-client';
import { ApiClient } from '../api-client';
import type { Decoder, Read } from '../decode';
import { inside, listOf, nullable, optional, record, text } from '../decode';
import type { Session } from '../session';

/** Something that was done to a server. Times are ISO 8601 without a zone, in UTC. */
export interface InstanceAction {
  readonly action: string;
  /** The request id of the request that did it. */
  readonly requestId: string;
  readonly userId: string | null;
  readonly projectId: string | null;
  readonly startTime: string;
  readonly updatedAt: string | undefined;
  /** `Error` or such when it failed; null when nothing is to be said. */
  readonly message: string | null;
}

/** A part of an action, done by one of Nova's services. */
export interface InstanceEvent {
  readonly event: string;
  readonly startTime: string;
  readonly finishTime: string | null;
  /** `Success` or `Error`; null while it runs. */
  readonly result: string | null;
  /** Undefined for those who are no operators. */
  readonly host: string | undefined;
}

/** An action with its parts. */
export interface InstanceActionDetail extends InstanceAction {
  readonly events: readonly InstanceEvent[];
}

/** What was done to a server: `/servers/{server}/os-instance-actions`, also after its end (reference D.2.2). */
export class InstanceActionsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** The server's actions, newest first; 200. */
  list(server: string): Promise<readonly InstanceAction[]> {
    return this.request(listing(server));
  }

  /** The same; undefined when Nova answers 404, because no cell has ever known the server. */
  find(server: string): Promise<readonly InstanceAction[] | undefined> {
    return this.requestOrNothing(listing(server));
  }

  /** The server's newest action of that name with its events; undefined when there is none. Two requests, or one. */
  async newest(server: string, name: string): Promise<InstanceActionDetail | undefined> {
    const found = (await this.list(server)).find(({ action }) => action === name);
    return found && this.get(server, found.requestId);
  }

  /** One action with its events; 200. */
  get(server: string, requestId: string): Promise<InstanceActionDetail> {
    return this.request({
      method: 'GET',
      route: '/servers/{server}/os-instance-actions/{request}',
      params: { server, request: requestId },
      expected: [200],
      reply: inside('instanceAction', detail),
    });
  }
}

function listing(server: string): Call<readonly InstanceAction[]> {
  return {
    method: 'GET',
    route: '/servers/{server}/os-instance-actions',
    params: { server },
    expected: [200],
    reply: inside('instanceActions', listOf(record(readAction))),
  };
}

const event: Decoder<InstanceEvent> = record((read) => ({
  event: read('event', text),
  startTime: read('start_time', text),
  finishTime: read('finish_time', nullable(text)),
  result: read('result', nullable(text)),
  host: read('host', optional(text)),
}));

const detail: Decoder<InstanceActionDetail> = record((read) => ({
  ...readAction(read),
  events: read('events', listOf(event)),
}));

function readAction(read: Read): InstanceAction {
  return {
    action: read('action', text),
    requestId: read('request_id', text),
    userId: read('user_id', nullable(text)),
    projectId: read('project_id', nullable(text)),
    startTime: read('start_time', text),
    updatedAt: read('updated_at', optional(text)),
    message: read('message', nullable(text)),
  };
}
