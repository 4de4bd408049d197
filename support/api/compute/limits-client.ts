import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { amount, inside, record } from '../decode';
import type { Session } from '../session';

/** What a project may use of Nova and what it uses; RAM in MiB, -1 is without limit. */
export interface Limits {
  readonly maxInstances: number;
  readonly maxCores: number;
  readonly maxRam: number;
  readonly instancesUsed: number;
  readonly coresUsed: number;
  readonly ramUsed: number;
}

/** A project's quota and use: `/limits` (reference D.2.2). */
export class LimitsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** The limits of the person's project, or of another one for an operator; 200. */
  get(projectId?: string): Promise<Limits> {
    return this.request({
      method: 'GET',
      route: '/limits',
      query: { tenant_id: projectId },
      expected: [200],
      reply: inside('limits', inside('absolute', limits)),
    });
  }
}

const limits: Decoder<Limits> = record((read) => ({
  maxInstances: read('maxTotalInstances', amount),
  maxCores: read('maxTotalCores', amount),
  maxRam: read('maxTotalRAMSize', amount),
  instancesUsed: read('totalInstancesUsed', amount),
  coresUsed: read('totalCoresUsed', amount),
  ramUsed: read('totalRAMUsed', amount),
}));
