import { ApiClient } from '../api-client';
import { nothing } from '../decode';
import type { Session } from '../session';

/** What projects may use of Nova: `/os-quota-sets`, for operators (reference D.2.2). */
export class QuotaSetsClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'compute', version);
  }

  /** Says how many servers a project may have; 200, or 400 when it has more. -1 is without limit. */
  setInstances(projectId: string, instances: number): Promise<void> {
    return this.request({
      method: 'PUT',
      route: '/os-quota-sets/{project}',
      params: { project: projectId },
      body: { quota_set: { instances } },
      expected: [200],
      reply: nothing,
    });
  }
}
