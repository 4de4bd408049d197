import { rmSync } from 'node:fs';
import { checkBy } from '../check';
import type { ForwardedEnd, ForwardedRequest, PathSettings } from './forwarder';
import { ForwardedPath } from './forwarder';
import { serveControl } from './forwarder-control';

const arePaths = checkBy<PathSettings[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['name', 'port', 'target'],
    properties: { name: { type: 'string' }, port: { type: 'integer' }, target: { type: 'string' } },
  },
});

async function main(): Promise<void> {
  const [socket, text] = process.argv.slice(2);
  const settings: unknown = JSON.parse(text ?? '');
  if (socket === undefined || !arePaths(settings)) {
    throw new Error('usage: forwarder-process.ts SOCKET [{"name": …, "port": …, "target": …}]');
  }
  const freeing: Record<ForwardedEnd, ForwardedRequest[]> = { passed: [], stopped: [] };
  const note = (request: ForwardedRequest, end: ForwardedEnd): void => {
    if (request.method === 'DELETE') freeing[end].push(request);
  };
  const paths = settings.map((path) => new ForwardedPath(path, note));
  // Whoever finds a path open may count on the control.
  await serveControl(socket, { paths, freeing });
  await Promise.all(paths.map((path) => path.set({ kind: 'open' })));
  process.once('SIGTERM', () => {
    rmSync(socket, { force: true });
    process.exit(0);
  });
}

void main();
