import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AcceptanceEntry } from '../../support/clouds/remote/acceptance-yaml';
import type { ServedCloud } from '../../support/clouds/embedded/served-cloud';

/** Takes the orders of other processes for what no API of a served cloud can do. */
export interface Switchboard {
  /** The commands that give such orders, as acceptance.yaml has them. */
  readonly commands: Required<NonNullable<AcceptanceEntry['process_control']>>;
  /** The hosts whose nova-compute was stopped and not started since. */
  readonly stopped: ReadonlySet<string>;
  /** What was last done to the path to Placement. */
  placement(): 'open' | 'refused';
  close(): Promise<void>;
}

/** Sends one order, and ends with 0 when it was carried out. */
const client = "fetch(process.argv[1], { method: 'POST' }).then((answer) => process.exit(answer.ok ? 0 : 1))";

/** Opens it on a free port of the loopback. */
export async function openSwitchboard(control: ServedCloud['control']): Promise<Switchboard> {
  const stopped = new Set<string>();
  let placement: 'open' | 'refused' = 'open';
  const orders: Readonly<Record<string, (host: string) => Promise<void>>> = {
    stop: async (host) => {
      await control.stopCompute(host);
      stopped.add(host);
    },
    start: async (host) => {
      await control.startCompute(host);
      stopped.delete(host);
    },
    refuse: async () => {
      await control.disturb('Placement', { kind: 'refuse' });
      placement = 'refused';
    },
    mend: async () => {
      await control.mend('Placement');
      placement = 'open';
    },
  };
  const server = createServer((request, response) => {
    const [, order = '', host = ''] = (request.url ?? '').split('/');
    const work = orders[order]?.(host) ?? Promise.reject(new Error(`there is no order ${order}`));
    const answer = (status: number): void => {
      response.writeHead(status).end();
    };
    work.then(
      () => {
        answer(204);
      },
      () => {
        answer(400);
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the switchboard has no port');
  const command = (path: string) => ({
    run: [process.execPath, '-e', client, `http://127.0.0.1:${address.port}/${path}`],
    seconds: 20,
  });
  return {
    commands: {
      compute: { stop: command('stop/{host}'), start: command('start/{host}') },
      placement: { refuse: command('refuse'), mend: command('mend') },
    },
    stopped,
    placement: () => placement,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
