import { Ajv } from 'ajv';
import { rmSync } from 'node:fs';
import type { PathSettings } from './forwarder';
import { ForwardedPath } from './forwarder';
import { serveControl } from './forwarder-control';

const arePaths = new Ajv().compile<PathSettings[]>({
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
  const paths = settings.map((path) => new ForwardedPath(path));
  await Promise.all(paths.map((path) => path.open()));
  await serveControl(socket, paths);
  process.once('SIGTERM', () => {
    rmSync(socket, { force: true });
    process.exit(0);
  });
}

void main();
