import { AnswerTimedOut, ConnectionRefused } from '../barrier';
import type { Server } from './records';

/**
 * An exception of Nova's or of a library that Nova uses. `pythonName` is what the text of a 500 quotes,
 * like `nova.exception.NoValidHost`.
 */
export class NovaException extends Error {
  readonly pythonName: string;

  constructor(pythonName: string, message: string) {
    super(message);
    this.name = pythonName.slice(pythonName.lastIndexOf('.') + 1);
    this.pythonName = pythonName;
  }
}

/** There is no such server, or not any more. */
export class InstanceNotFound extends NovaException {
  constructor(uuid: string) {
    super('nova.exception.InstanceNotFound', `Instance ${uuid} could not be found.`);
  }
}

/** There is no service record for the host. */
export class ComputeHostNotFound extends NovaException {
  constructor(host: string) {
    super('nova.exception.ComputeHostNotFound', `Compute host ${host} could not be found.`);
  }
}

/** The server is busy with something that goes before. */
export class InstanceInvalidState extends NovaException {
  constructor({ uuid, taskState }: Pick<Server, 'uuid' | 'taskState'>) {
    super(
      'nova.exception.InstanceInvalidState',
      `Instance ${uuid} in task_state ${taskState ?? 'None'}. Cannot force_delete while the instance is in this state.`,
    );
  }
}

/** No host can take the server. */
export class NoValidHost extends NovaException {
  constructor(reason: string) {
    super('nova.exception.NoValidHost', `No valid host was found. ${reason}`);
  }
}

/** A nova-compute does not start with what it finds. */
export class InvalidConfiguration extends NovaException {
  constructor(reason: string) {
    super('nova.exception.InvalidConfiguration', reason);
  }
}

/** Placement answered an error when a consumer's allocations were deleted. */
export class AllocationDeleteFailed extends NovaException {
  constructor(consumer: string, error: string) {
    super(
      'nova.exception.AllocationDeleteFailed',
      `Failed to delete allocations for consumer ${consumer}. Error: ${error}`,
    );
  }
}

/** There is no such image, or not any more. */
export class ImageNotFound extends NovaException {
  constructor(message: string) {
    super('nova.exception.ImageNotFound', message);
  }
}

/** An offloaded server cannot be brought back. */
export class UnshelveException extends NovaException {
  constructor(uuid: string, reason: string) {
    super('nova.exception.UnshelveException', `Error during unshelve instance ${uuid}: ${reason}`);
  }
}

/** A server's delete came in between. */
export class UnexpectedDeletingTaskState extends NovaException {
  constructor(uuid: string) {
    super(
      'nova.exception.UnexpectedDeletingTaskStateError',
      `Conflict updating instance ${uuid}. Expected: {'task_state': [None]}. Actual: {'task_state': 'deleting'}`,
    );
  }
}

/** The server is about something else by now. */
export class UnexpectedTaskState extends NovaException {
  constructor(uuid: string, expected: string, actual: string | null) {
    const [wanted, seen] = [expected, actual].map((state) => (state === null ? 'None' : `'${state}'`));
    super(
      'nova.exception.UnexpectedTaskStateError',
      `Conflict updating instance ${uuid}. Expected: {'task_state': [${wanted}]}. Actual: {'task_state': ${seen}}`,
    );
  }
}

/** Keystone refused Nova's own credentials: keystoneauth's `Unauthorized`. */
export class ServiceUnauthorized extends NovaException {
  constructor() {
    super(
      'keystoneauth1.exceptions.http.Unauthorized',
      'The request you have made requires authentication. (HTTP 401)',
    );
  }
}

/** Cinder knows no such volume. */
export class VolumeNotFound extends NovaException {
  constructor(id: string) {
    super('nova.exception.VolumeNotFound', `Volume ${id} could not be found.`);
  }
}

/** Another service refused what Nova sent as invalid. */
export class InvalidInput extends NovaException {
  constructor(reason: string) {
    super('nova.exception.InvalidInput', `Invalid input received: ${reason}`);
  }
}

/** A host gave the build of a server up. */
export class BuildAbortException extends NovaException {
  constructor(uuid: string, reason: string) {
    super('nova.exception.BuildAbortException', `Build of instance ${uuid} aborted: ${reason}`);
  }
}

/** A host could not build a server, which another one may do. */
export class RescheduledException extends NovaException {
  readonly reason: string;

  constructor(uuid: string, reason: string) {
    super('nova.exception.RescheduledException', `Build of instance ${uuid} was re-scheduled: ${reason}`);
    this.reason = reason;
  }
}

/** No host is left that could try to build a server. */
export class MaxRetriesExceeded extends NovaException {
  constructor(uuid: string) {
    super(
      'nova.exception.MaxRetriesExceeded',
      'Exceeded maximum number of retries. ' +
        `Exhausted all hosts available for retrying build failures for instance ${uuid}.`,
    );
  }
}

/** A host did not answer a blocking call in `rpc_response_timeout`. */
export class MessagingTimeout extends NovaException {
  constructor(message: string) {
    super('oslo_messaging.exceptions.MessagingTimeout', `Timed out waiting for a reply to ${message}`);
  }
}

/** Another service answered an error that Nova did not expect. */
export class NeighbourAnsweredError extends NovaException {
  readonly status: number;
  readonly body: string;

  constructor(pythonName: string, what: string, status: number, body: string) {
    super(pythonName, `${what}: ${body} (HTTP ${status})`);
    this.status = status;
    this.body = body;
  }
}

/** A nova-compute was stopped in the middle of something. */
export class ProcessEnded extends Error {
  constructor(host: string) {
    super(`nova-compute on ${host} has ended`);
    this.name = 'ProcessEnded';
  }
}

/** The Python name of an exception that real Nova would have met too; undefined for a fault of the stub itself. */
export function pythonNameOf(error: unknown): string | undefined {
  if (error instanceof NovaException) return error.pythonName;
  if (error instanceof ConnectionRefused) return 'keystoneauth1.exceptions.connection.ConnectFailure';
  if (error instanceof AnswerTimedOut) return 'keystoneauth1.exceptions.connection.ConnectTimeout';
  return undefined;
}

/** Passes errors that real Nova would have met too, and throws what is a fault of the stub itself. */
export function expectNovaFailure(error: unknown): Error {
  if (error instanceof Error && pythonNameOf(error) !== undefined) return error;
  throw error;
}
