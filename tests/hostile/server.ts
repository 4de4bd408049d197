import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { tokenReply } from '../api/loopback';
import type { HostileAnswer } from './answers';

/** A cloud that signs everybody in, and then answers as it likes. */
export interface HostileServer {
  readonly url: string;
  /** How many requests came besides sign-ins. */
  requests(): number;
  /** How many connections are open. */
  connections(): number;
  /** Answers the requests from now on. */
  turn(give: HostileAnswer['give']): void;
}

/** Starts it for one test. */
export async function startHostileServer(t: TestContext): Promise<HostileServer> {
  let answer: HostileAnswer['give'] = (socket) => socket.destroy();
  let requests = 0;
  let url = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      if (data.includes('POST /identity')) socket.write(signedIn(url));
      else {
        requests += 1;
        answer(socket);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  url = `http://127.0.0.1:${address.port}`;
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url,
    requests: () => requests,
    connections: () => sockets.size,
    turn: (give) => {
      answer = give;
    },
  };
}

function signedIn(url: string): string {
  const reply = tokenReply(1, url);
  if (typeof reply === 'string') throw new Error('the sign-in of the tests is no answer');
  const body = JSON.stringify(reply.body);
  return `HTTP/1.1 201 Created\r\nX-Subject-Token: token\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
