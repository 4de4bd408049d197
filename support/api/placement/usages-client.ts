import { ApiClient } from '../api-client';
import { inside } from '../decode';
import type { Session } from '../session';
import type { Resources } from './resources';
import { resourcesDecoder } from './resources';

/** What projects use: `/usages`, flat below microversion 1.38 (reference D.3). */
export class UsagesClient extends ApiClient {
  constructor(session: Session, version: string) {
    super(session, 'placement', version);
  }

  /** The sum of all that the project's consumers hold, of one user's where asked for; 200, empty for nothing. */
  ofProject(projectId: string, userId?: string): Promise<Resources> {
    return this.request({
      method: 'GET',
      route: '/usages',
      query: { project_id: projectId, user_id: userId },
      expected: [200],
      reply: inside('usages', resourcesDecoder),
    });
  }
}
