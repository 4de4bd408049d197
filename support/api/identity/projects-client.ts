import { ApiClient } from '../api-client';
import type { Decoder } from '../decode';
import { inside, listOf, record, text } from '../decode';
import type { Session } from '../session';

/** A project. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly domainId: string;
}

/** Projects: `/projects`, for operators. */
export class ProjectsClient extends ApiClient {
  constructor(session: Session) {
    super(session, 'identity');
  }

  /** The projects, of one name where asked for; 200. */
  list(filter: { readonly name?: string } = {}): Promise<readonly Project[]> {
    const { name } = filter;
    return this.request({
      method: 'GET',
      route: '/projects',
      query: { name },
      expected: [200],
      reply: inside('projects', listOf(project)),
    });
  }

  /** The project of that name; 200. Undefined when there is none. */
  async findByName(name: string): Promise<Project | undefined> {
    return (await this.list({ name })).at(0);
  }

  /** Makes a project in the domain of that id, like `default`; 201. */
  create({ name, domainId }: Omit<Project, 'id'>): Promise<Project> {
    return this.request({
      method: 'POST',
      route: '/projects',
      body: { project: { name, domain_id: domainId } },
      expected: [201],
      reply: inside('project', project),
    });
  }
}

const project: Decoder<Project> = record((read) => ({
  id: read('id', text),
  name: read('name', text),
  domainId: read('domain_id', text),
}));
