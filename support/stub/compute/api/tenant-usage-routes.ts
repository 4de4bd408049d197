import type { Route } from '../../http/call';
import { novaErrors } from '../../http/dialects/nova-dialect';
import type { ComputeCall, ComputeService } from '../nova';
import type { Server } from '../records';
import { microseconds, microsecondsOrNull } from '../times';
import { type Page, paginate } from './paging';
import { authorize, readQuery, reply } from './requests';

/** `os-simple-tenant-usage`: what servers, deleted ones too, have used in a period (`simple_tenant_usage.py`). */
export const usageRoutes: readonly Route<ComputeService>[] = [
  { method: 'GET', path: '/os-simple-tenant-usage', handle: list },
  { method: 'GET', path: '/os-simple-tenant-usage/:tenant', handle: show },
];

/** From when until when, in milliseconds since 1970. */
interface Period {
  readonly start: number;
  readonly stop: number;
}

function list(call: ComputeCall): Response {
  authorize(call, 'os-simple-tenant-usage:list');
  const query = readQuery(call, ['start', 'end', 'detailed', ...pagingOf(call)]);
  const period = readPeriod(call);
  const page = pageOf(call, serversIn(call, period), 'os-simple-tenant-usage');
  const projects = [...new Set(page.items.map(({ projectId }) => projectId))];
  const usages = projects.map((project) => usage(call, project, page.items, period));
  const summaries = projects.map((project) => summaryOf(project, page.items, period));
  return reply({
    tenant_usages: query.get('detailed')?.[0] === '1' ? usages : summaries,
    ...(page.next === undefined ? {} : { tenant_usages_links: page.next }),
  });
}

function show(call: ComputeCall): Response {
  const project = call.req.param('tenant') ?? '';
  readQuery(call, ['start', 'end', ...pagingOf(call)]);
  authorize(call, 'os-simple-tenant-usage:show', { projectId: project });
  const period = readPeriod(call);
  const own = serversIn(call, period).filter(({ projectId }) => projectId === project);
  const page = pageOf(call, own, `os-simple-tenant-usage/${project}`);
  return reply({
    tenant_usage: page.items.length === 0 ? {} : usage(call, project, page.items, period),
    ...(page.next === undefined ? {} : { tenant_usage_links: page.next }),
  });
}

function pagingOf(call: ComputeCall): readonly string[] {
  return call.get('version').isAtLeast('2.40') ? ['limit', 'marker'] : [];
}

function pageOf(call: ComputeCall, servers: readonly Server[], path: string): Page<Server> {
  if (!call.get('version').isAtLeast('2.40')) return { items: servers, next: undefined };
  const marker = call.req.query('marker');
  if (marker !== undefined && marker !== '' && !servers.some(({ uuid }) => uuid === marker)) {
    throw novaErrors.badRequest(`Marker ${marker} could not be found.`);
  }
  return paginate(call, servers, ({ uuid }) => uuid, path);
}

/** What has ever run and had not ended before the period, in the order in which the database tells it to pages. */
function serversIn(call: ComputeCall, { start, stop }: Period): readonly Server[] {
  const key = ({ projectId, uuid }: Server): string => `${projectId} ${uuid}`;
  return [...call.env.nova.store.servers.values()]
    .filter(
      ({ launchedAt, terminatedAt }) => launchedAt !== null && launchedAt < stop && (terminatedAt ?? stop) > start,
    )
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function usage(call: ComputeCall, project: string, servers: readonly Server[], period: Period) {
  const own = servers.filter(({ projectId }) => projectId === project);
  const server_usages = own.map((server) => usageOfServer(call, server, period));
  return { ...summaryOf(project, servers, period), server_usages };
}

function summaryOf(project: string, servers: readonly Server[], period: Period) {
  const own = servers.filter(({ projectId }) => projectId === project);
  const sum = (amount: (server: Server) => number): number =>
    own.reduce((total, server) => total + amount(server) * hoursIn(server, period), 0);
  return {
    tenant_id: project,
    total_local_gb_usage: sum(diskOf),
    total_vcpus_usage: sum(({ flavor }) => flavor.vcpus),
    total_memory_mb_usage: sum(({ flavor }) => flavor.memoryMb),
    total_hours: sum(() => 1),
    start: microseconds(period.start),
    stop: microseconds(period.stop),
  };
}

function usageOfServer(call: ComputeCall, server: Server, period: Period) {
  const { uuid, name, projectId, flavor, launchedAt, terminatedAt, vmState } = server;
  const until = terminatedAt ?? call.env.clock.now();
  return {
    hours: hoursIn(server, period),
    flavor: flavor.name,
    instance_id: uuid,
    name,
    tenant_id: projectId,
    memory_mb: flavor.memoryMb,
    local_gb: diskOf(server),
    vcpus: flavor.vcpus,
    started_at: microsecondsOrNull(launchedAt),
    ended_at: microsecondsOrNull(terminatedAt),
    state: terminatedAt === null ? vmState : 'terminated',
    uptime: Math.trunc((until - (launchedAt ?? until)) / 1000),
  };
}

function diskOf({ flavor }: Server): number {
  return flavor.diskGb + flavor.ephemeralGb;
}

function hoursIn({ launchedAt, terminatedAt }: Server, { start, stop }: Period): number {
  if (launchedAt === null) return 0;
  return Math.max(Math.min(terminatedAt ?? stop, stop) - Math.max(launchedAt, start), 0) / 3_600_000;
}

/** The period goes no further than now, which stands for what is left out. Throws 400. */
function readPeriod(call: ComputeCall): Period {
  const query = new URL(call.req.url).searchParams;
  const now = call.env.clock.now();
  const [start, stop] = [query.get('start') ?? '', query.get('end') ?? ''];
  const period = { start: start === '' ? now : readMoment(start), stop: stop === '' ? now : readMoment(stop) };
  if (period.start >= period.stop && start + stop !== '') {
    throw novaErrors.badRequest('Invalid start time. The start time cannot occur after the end time.');
  }
  return { start: period.start, stop: Math.min(period.stop, now) };
}

/** In one of the three forms that Nova reads, in UTC. Throws 400. */
function readMoment(text: string): number {
  const isKnown = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?| \d\d:\d\d:\d\d\.\d{1,6})$/.test(text);
  const at = isKnown ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
  if (!Number.isNaN(at)) return at;
  throw novaErrors.badRequest('Invalid datetime string: Datetime is in invalid format');
}
