import { failureWithLog } from './failure';
import type { Layout } from './layout';
import { logFileOf } from './layout';
import type { Ports } from './service-ports';
import { checkRuns } from './processes/supervisor';
import type { Service } from './service-processes';
import { acceptsConnections, until } from './until';

/** A dozen daemons that load at once may take this many seconds to their first answer. */
const READY_SECONDS = 120;

const ANSWER_MILLISECONDS = 20_000;

/** Resolves when a service is ready in its way. Rejects with a `ReferenceCloudError` and its log if it ended or never is. */
export async function untilReady(layout: Layout, ports: Ports, service: Service): Promise<void> {
  const [name] = service.ports;
  if (service.ready === 'is not asked' || name === undefined) {
    checkRuns(layout, service.name);
    return;
  }
  const asks = service.ready === 'answers HTTP' ? answersHttp : acceptsConnections;
  await until(
    READY_SECONDS,
    async () => {
      checkRuns(layout, service.name);
      return (await asks(ports[name])) ? true : undefined;
    },
    () => failureWithLog(`${service.name} is not ready after ${READY_SECONDS} s`, logFileOf(layout, service.name)),
  );
}

async function answersHttp(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    await answer.arrayBuffer();
    return answer.status < 500;
  } catch {
    return false;
  }
}
