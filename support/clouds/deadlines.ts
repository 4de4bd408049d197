import type { CloudTiming } from '../contract/timing';

/** How long the suite waits for what a cloud does in its own time; seconds of the cloud's time, none is ever widened for a scenario. */
export interface Deadlines {
  /** From the request to create a server until it is ACTIVE. */
  readonly build: number;
  /** From the request to delete a server on a running host until it answers 404. */
  readonly deleteOnRunningHost: number;
  /** From the end of a compute process until Nova counts its service as down. */
  readonly noticeDeadHost: number;
  /** From the start of a compute process until it has beaten twice, so that its start is over (reference B.1). */
  readonly computeStart: number;
  /** Until the service of a compute process that runs has beaten twice. */
  readonly beating: number;
  /** Until a running compute service has compared its allocations with its servers once more (reference B.2). */
  readonly heal: number;
  /** Until what a compute service writes last about finished work is there, like the end of an instance action's event. */
  readonly afterwork: number;
}

const slack = 10;

/** The deadlines that follow from a cloud's timing. */
export function deadlinesOf(timing: CloudTiming): Deadlines {
  const computeStart = 60 + 2 * timing.reportInterval + slack;
  return {
    build: 60 + slack,
    deleteOnRunningHost: 30 + slack,
    noticeDeadHost: timing.serviceDownTime + timing.reportInterval + slack,
    computeStart,
    beating: 2 * timing.reportInterval + slack,
    heal: timing.updateResourcesInterval + slack,
    afterwork: slack,
  };
}
