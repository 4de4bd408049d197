import { mediaType, readJson } from '../http/bodies';
import { bodyText } from '../http/body-limit';
import type { Call } from '../http/call';
import { cinderErrors } from '../http/dialects/cinder-dialect';
import { echo, type Schema } from '../http/schemas';
import type { VolumeService } from './cinder';
import { mayChange, owns } from './policy';
import type { AttachmentRecord, VolumeRecord } from './store';
import type { Onlooker } from './views';

/** One request to Cinder. */
export type VolumeCall = Call<VolumeService>;

/** As whom the caller sees things. */
export function onlooker({ env, req, var: { caller, version } }: VolumeCall): Onlooker {
  const kind = caller.isAdmin ? 'administrator' : 'anybody';
  const project = req.param('project');
  return { kind, version, base: `${env.publicUrl}/v3${project === undefined ? '' : `/${project}`}` };
}

/** The volume of the path. Throws 404, also for one of another project. */
export function findVolume(call: VolumeCall, id = call.req.param('volume') ?? ''): VolumeRecord {
  const { store } = call.env;
  const volume = store.volumes.get(id);
  if (volume !== undefined && owns(call.get('caller'), volume.projectId)) return volume;
  throw cinderErrors.notFound(`Volume ${id} could not be found.`);
}

/** The volume of the path, which the caller may change. Throws 404 as {@link findVolume} does, and 403 as the rule says. */
export function ownVolume(call: VolumeCall, rule: string, id?: string): VolumeRecord {
  const volume = findVolume(call, id);
  requireMember(call, rule, volume.projectId);
  return volume;
}

/** The attachment of the path. Throws 404. Cinder shows it to everybody who knows its id, whatever the project (seen on 2025.1). */
export function findAttachment(call: VolumeCall, id = call.req.param('attachment') ?? ''): AttachmentRecord {
  const attachment = call.env.store.attachments.get(id);
  if (attachment !== undefined) return attachment;
  throw cinderErrors.notFound(`Volume attachment could not be found with filter: attachment_id = ${id}.`);
}

/** The attachment of the path, which the caller may change. Throws 404, and 403 as the rule says. */
export function ownAttachment(call: VolumeCall, rule: string): AttachmentRecord {
  const attachment = findAttachment(call);
  requireMember(call, rule, attachment.projectId);
  return attachment;
}

/** Lets only those go on who may change what the project has; the caller's own when none is named. Throws 403. */
export function requireMember(call: VolumeCall, rule: string, projectId = call.get('caller').projectId): void {
  const { traits } = call.env;
  if (!mayChange(call.get('caller'), projectId, traits)) throw cinderErrors.policyForbids(rule);
}

/** Those of all things that a list is about: the project's, or everybody's for an administrator who asks for them. Throws 400. */
export function listed<Item extends { readonly projectId: string }>(
  call: VolumeCall,
  items: Iterable<Item>,
): readonly Item[] {
  const caller = call.get('caller');
  const query = new URL(call.req.url).searchParams;
  const all = query.getAll('all_tenants').at(-1);
  const everybody = caller.isAdmin && all !== undefined && readFlag('all_tenants', all);
  const projectId = everybody ? query.getAll('project_id').at(-1) : caller.projectId;
  return [...items].filter((item) => projectId === undefined || item.projectId === projectId);
}

/** The body, checked. Throws 400 and 415 (`cinder/api/validation/validators.py`). */
export async function readBody<T>(call: VolumeCall, schema: Schema<T>): Promise<T> {
  const type = mediaType(call.req.raw);
  if (!['', 'application/json'].includes(type)) throw cinderErrors.unsupportedMediaType('Unsupported Content-Type');
  const json = readJson(await bodyText(call));
  if (json.kind === 'malformed') throw cinderErrors.badRequest('Malformed request body');
  const result = schema.read(json.value);
  if (result.kind === 'valid') return result.value;
  const { path, value, reason } = result.problem;
  const last = path.at(-1);
  if (last === undefined) throw cinderErrors.badRequest(reason);
  throw cinderErrors.badRequest(`Invalid input for field/attribute ${last}. Value: ${echo(value)}. ${reason}`);
}

/** Lets only those go on whose project the URL names, where it names one. Throws 400. */
export function requireOwnProject(call: VolumeCall, project = call.req.param('project')): void {
  if (project !== undefined && project !== call.get('caller').projectId) {
    throw cinderErrors.badRequest('Malformed request url');
  }
}

/** Reads one of Python's booleans as Cinder's query has them. Throws 400. */
export function readFlag(name: string, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (['1', 't', 'true', 'on', 'y', 'yes'].includes(word)) return true;
  if (['0', 'f', 'false', 'off', 'n', 'no'].includes(word)) return false;
  throw cinderErrors.badRequest(`Value '${text}' for '${name}' is not a boolean.`);
}
