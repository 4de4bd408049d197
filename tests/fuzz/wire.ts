import { connect } from 'node:net';
import type { FuzzRequest } from './generate';
import type { FuzzReply } from './judge';
import type { Random } from './random';

/** A request as it goes over the wire, broken as HTTP or not. */
export interface WireRequest {
  readonly bytes: Buffer;
  /** Whether the client says no more before it has an answer. */
  readonly isCut: boolean;
}

/** Writes a request down, and breaks it as HTTP. */
export function writeDown(request: FuzzRequest, random: Random): WireRequest {
  const twist = random.pick(twists);
  const headers = [['host', '127.0.0.1'], ['connection', 'close'], ...request.headers].filter(
    ([name]) => name !== 'content-length',
  );
  const body = Buffer.from(request.body ?? '');
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const length = request.body === undefined ? [] : [`content-length: ${body.length}`];
  const whole = { start: `${request.method} ${request.path} HTTP/1.1`, lines: [...lines, ...length], body };
  const { start, lines: told, body: said, cutAt } = { cutAt: undefined, ...twist(whole, random) };
  const bytes = Buffer.concat([Buffer.from(`${start}\r\n${told.join('\r\n')}\r\n\r\n`, 'latin1'), said]);
  return { bytes: cutAt === undefined ? bytes : bytes.subarray(0, cutAt), isCut: cutAt !== undefined };
}

interface Message {
  readonly start: string;
  readonly lines: readonly string[];
  readonly body: Buffer;
}

type Twist = (message: Message, random: Random) => Message & { readonly cutAt?: number };

const withLine =
  (line: string): Twist =>
  (message) => ({ ...message, lines: [...message.lines, line] });
const withStart =
  (change: (start: string) => string): Twist =>
  (message) => ({ ...message, start: change(message.start) });

/** As it is, and whatever else a socket may say. */
const twists: readonly Twist[] = [
  (message) => message,
  withStart((start) => start.replace(/^\w+/, 'TRACE')),
  withStart((start) => start.replace(/^\w+/, 'PROPFIND')),
  withStart((start) => start.replace(/^\w+/, 'get')),
  withStart((start) => start.replace(/^\w+ \//, 'CONNECT 127.0.0.1:1/')),
  withStart((start) => start.replace('1.1', '1.0')),
  withStart((start) => start.replace('1.1', '9.9')),
  withStart((start) => start.replace(' /', ' http://elsewhere:99999/')),
  withStart((start) => start.replace(' /', ' //')),
  withStart((start) => start.replace(' /', ' *')),
  withStart((start) => start.replace(' /', ' \u00ff/')),
  withStart((start) => start.replace(' HTTP', '?%ff=%c0%af&a[]=%E0%A4%A HTTP')),
  withStart((start) => `${start} and more`),
  (message) => ({ ...message, lines: message.lines.filter((line) => !line.startsWith('host')) }),
  withLine('host: a b'),
  withLine('host: [::1'),
  withLine('content-length: 3'),
  withLine('transfer-encoding: chunked'),
  withLine('transfer-encoding: gzip'),
  withLine('content-encoding: gzip'),
  withLine('expect: 100-continue'),
  withLine('expect: the worst'),
  withLine('upgrade: websocket'),
  withLine('no colon'),
  withLine(': no name'),
  withLine(`x-long: ${'x'.repeat(20_000)}`),
  withLine('x-auth-token: another'),
  withLine('openstack-api-version: another'),
  (message) => ({ ...message, body: Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]) }),
  (message) => ({ ...message, body: Buffer.concat([message.body, message.body]) }),
  (message, random) => ({ ...message, cutAt: 1 + random.below(message.start.length + 20) }),
  (message, random) => ({
    ...message,
    cutAt:
      message.start.length + message.lines.join('\r\n').length + 6 + random.below(Math.max(1, message.body.length)),
  }),
];

/** Sends bytes to a port of this machine; resolves to the first reply, and to undefined when there is none. */
export async function sendOverWire(port: number, { bytes, isCut }: WireRequest): Promise<FuzzReply | undefined> {
  const text = await new Promise<string>((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      if (isCut) socket.end(bytes);
      else socket.write(bytes);
    });
    socket.setTimeout(quietMilliseconds, () => socket.destroy());
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(Buffer.concat(parts).toString('latin1'));
    });
  });
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  return status === undefined ? undefined : { status: Number(status), text: text.slice(text.indexOf('\r\n\r\n') + 4) };
}

/** After so long without a word neither side has anything to say. */
const quietMilliseconds = 300;
