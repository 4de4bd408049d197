import { AnswerTimedOut, type Barrier, ConnectionRefused } from '../../barrier';
import { isUuidLike } from '../../http/schemas';
import { jsonOf, textOf } from '../../http/texts';
import { InvalidInput, NeighbourAnsweredError, NovaException, VolumeNotFound } from '../exceptions';
import type { RequestContext } from '../request-context';
import { asBoolean, asObject, asText, isObject, type JsonObject } from './read-json';
import type { NeighbourRequest, ServiceSession } from './service-session';

/** On whose behalf Nova speaks to Cinder; `nova itself` has no user's token (`nova/context.py:get_admin_context`). */
export type VolumeAsker = RequestContext | 'nova itself';

/** What Nova wants to know of a volume. */
export interface Volume {
  readonly id: string;
  readonly status: string;
  readonly bootable: boolean;
  readonly multiattach: boolean;
}

/** A volume that Nova makes for a server; its size in GiB. */
export interface NewVolume {
  readonly sizeGb: number;
  readonly name: string;
  /** The image that is to be written on it. */
  readonly imageId?: string;
  readonly volumeType?: string;
}

/** Cinder refused the connection. Source: `nova/exception.py:CinderConnectionFailed`. */
export class CinderConnectionFailed extends NovaException {
  constructor(reason: string) {
    super('nova.exception.CinderConnectionFailed', `Connection to cinder host failed: ${reason}`);
  }
}

/** The microversion of attachments; all else is asked for at 3.0 (`nova/volume/cinder.py:cinderclient`). */
const attachmentVersion = '3.44';

/** Nova tries again as often as this in all when Cinder answers 500 or 504 to what concerns an attachment. */
const attempts = 5;

/**
 * Nova's view of Cinder: `nova/volume/cinder.py`. Every method rejects with {@link InvalidInput} for 400, with
 * {@link CinderConnectionFailed} when the connection is refused or times out, and with {@link NeighbourAnsweredError} for
 * any other error.
 */
export class VolumeClient {
  readonly #barrier: Barrier;
  readonly #session: ServiceSession;
  readonly #serviceTokens: 'sent' | 'not sent';

  /** @param serviceTokens `[service_user] send_service_user_token`: without one Cinder lets nobody take an attachment away */
  constructor(barrier: Barrier, session: ServiceSession, serviceTokens: 'sent' | 'not sent') {
    this.#barrier = barrier;
    this.#session = session;
    this.#serviceTokens = serviceTokens;
  }

  /** A volume that the asker may see. Rejects with {@link VolumeNotFound}. */
  async show(asker: VolumeAsker, id: string): Promise<Volume> {
    const response = await this.#send(asker, { method: 'GET', path: volumePath(id) });
    if (response.status === 404) throw new VolumeNotFound(id);
    const volume = await read(response, 'volume');
    return {
      id: asText(volume['id'], 'volume.id'),
      status: asText(volume['status'], 'volume.status'),
      bootable: asText(volume['bootable'], 'volume.bootable') === 'true',
      multiattach: asBoolean(volume['multiattach'], 'volume.multiattach'),
    };
  }

  /** Makes a volume in the asker's project. Resolves with its ID while Cinder still makes it. */
  async create(asker: VolumeAsker, { sizeGb, name, imageId, volumeType }: NewVolume): Promise<string> {
    const body = {
      volume: {
        size: sizeGb,
        name,
        description: '',
        ...(imageId === undefined ? {} : { imageRef: imageId }),
        ...(volumeType === undefined ? {} : { volume_type: volumeType }),
      },
    };
    const volume = await read(await this.#send(asker, { method: 'POST', path: '/volumes', body }), 'volume');
    return asText(volume['id'], 'volume.id');
  }

  /** Deletes a volume. Rejects with {@link VolumeNotFound}. */
  async delete(asker: VolumeAsker, id: string): Promise<void> {
    const response = await this.#send(asker, { method: 'DELETE', path: volumePath(id) });
    if (response.status === 404) throw new VolumeNotFound(id);
    await requireOk(response);
  }

  /** Tells Cinder that a volume in use is about to be detached. Rejects with {@link VolumeNotFound}. */
  async beginDetaching(asker: VolumeAsker, id: string): Promise<void> {
    const body = { 'os-begin_detaching': null };
    const response = await this.#send(asker, { method: 'POST', path: `${volumePath(id)}/action`, body });
    if (response.status === 404) throw new VolumeNotFound(id);
    await requireOk(response);
  }

  /** Reserves a volume for a server, before it is known on which host. Resolves with the attachment's ID. */
  async reserve(asker: VolumeAsker, volumeId: string, serverUuid: string): Promise<string> {
    const body = { attachment: { volume_uuid: volumeId, instance_uuid: serverUuid } };
    const response = await this.#sendOfAttachment(asker, { method: 'POST', path: '/attachments', body });
    return asText((await read(response, 'attachment'))['id'], 'attachment.id');
  }

  /** Connects a reserved volume with the host of its server. */
  async connect(asker: VolumeAsker, attachmentId: string, host: string, device: string): Promise<void> {
    const connector = { host, ip: '127.0.0.1', initiator: `fake-initiator-${host}`, mountpoint: device };
    const request = { method: 'PUT', path: attachmentPath(attachmentId), body: { attachment: { connector } } } as const;
    await requireOk(await this.#persistently(() => this.#sendOfAttachment(asker, request)));
  }

  /** Marks a connected volume as in use. */
  async complete(asker: VolumeAsker, attachmentId: string): Promise<void> {
    const path = `${attachmentPath(attachmentId)}/action`;
    await requireOk(await this.#sendOfAttachment(asker, { method: 'POST', path, body: { 'os-complete': null } }));
  }

  /** Gives a volume back; an attachment that is gone already is fine (`attachment_delete`). */
  async giveBack(asker: VolumeAsker, attachmentId: string): Promise<void> {
    const request = { method: 'DELETE', path: attachmentPath(attachmentId) } as const;
    const response = await this.#persistently(() => this.#sendOfAttachment(asker, request));
    if (response.status !== 404) await requireOk(response);
  }

  async #persistently(send: () => Promise<Response>): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const response = await send();
      if (attempt === attempts || (response.status !== 500 && response.status !== 504)) return response;
    }
  }

  #sendOfAttachment(asker: VolumeAsker, request: NeighbourRequest): Promise<Response> {
    return this.#send(asker, { ...request, headers: { 'openstack-api-version': `volume ${attachmentVersion}` } });
  }

  async #send(asker: VolumeAsker, request: NeighbourRequest): Promise<Response> {
    const project = asker === 'nova itself' ? await this.#session.projectId() : asker.projectId;
    const path = `/v3/${project}${request.path}`;
    const userToken = asker === 'nova itself' ? {} : { userToken: asker.authToken };
    const serviceToken = this.#serviceTokens;
    try {
      return await this.#session.send(this.#barrier, { ...request, ...userToken, serviceToken, path });
    } catch (error) {
      if (!(error instanceof ConnectionRefused) && !(error instanceof AnswerTimedOut)) throw error;
      throw new CinderConnectionFailed(error.message);
    }
  }
}

/** Throws {@link VolumeNotFound} for a word of a user's that is no ID: it could name another resource, like `detail`. */
function volumePath(id: string): string {
  if (!isUuidLike(id)) throw new VolumeNotFound(id);
  return `/volumes/${encodeURIComponent(id)}`;
}

function attachmentPath(id: string): string {
  return `/attachments/${encodeURIComponent(id)}`;
}

async function read(response: Response, name: 'volume' | 'attachment'): Promise<JsonObject> {
  await requireOk(response);
  return asObject(asObject(await jsonOf(response), 'reply')[name], name);
}

/** Throws Cinder's error as python-cinderclient and Nova raise it (`translate_cinder_exception`). */
async function requireOk(response: Response): Promise<void> {
  if (response.ok) return;
  const text = messageIn(await textOf(response));
  if (response.status === 400) {
    const request = response.headers.get('x-compute-request-id') ?? '';
    throw new InvalidInput(`${text} (HTTP 400) (Request-ID: ${request})`);
  }
  const name = classNames[response.status] ?? 'ClientException';
  throw new NeighbourAnsweredError(`cinderclient.exceptions.${name}`, 'Cinder refused', response.status, text);
}

const classNames: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  406: 'NotAcceptable',
  413: 'OverLimit',
  501: 'HTTPNotImplemented',
};

function messageIn(text: string): string {
  try {
    const document: unknown = JSON.parse(text);
    const [fault] = isObject(document) ? Object.values(document) : [];
    return isObject(fault) ? asText(fault['message'], 'message') : text;
  } catch {
    return text;
  }
}
