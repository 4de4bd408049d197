import type { Duplex } from 'node:stream';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

/** An answer that no honest cloud gives, written to the connection as it is. */
export interface HostileAnswer {
  readonly title: string;
  readonly give: (socket: Duplex) => void;
  /** What the error says of it, after who asked whom for what. */
  readonly told: RegExp;
  /** True for what takes the whole deadline. */
  readonly slow?: true;
  /** How often the server is asked, where it breaks off a connection that it had kept. */
  readonly asked?: 2;
}

const host = String.raw`127\.0\.0\.1:\d+`;

/** Answers to a request for a list of servers. */
export const hostileAnswers: readonly HostileAnswer[] = [
  {
    title: 'nothing',
    give: () => undefined,
    told: new RegExp(`got no answer: none within .* s from ${host}$`),
    slow: true,
  },
  {
    title: 'headers, one letter after another',
    give: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      again(socket, 20, () => socket.write('a'));
    },
    told: new RegExp(`got no answer: none within .* s from ${host}$`),
    slow: true,
  },
  {
    title: 'a body, one letter after another',
    give: (socket) => {
      socket.write(headOf({ 'Content-Type': 'application/json' }));
      again(socket, 20, () => socket.write('1\r\n \r\n'));
    },
    told: new RegExp(`got no answer: none within .* s from ${host}$`),
    slow: true,
  },
  {
    title: 'information without end, and no answer',
    give: (socket) => {
      again(socket, 5, () => socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'));
    },
    told: /got no answer: none within/,
    slow: true,
  },
  {
    title: 'a body without end',
    give: (socket) => {
      socket.write(headOf({ 'Content-Type': 'application/json' }));
      flood(socket, `10000\r\n${'['.repeat(0x10000)}\r\n`);
    },
    told: new RegExp(`got no answer: ${host} answers with more than 4 MiB, and the rest was not read$`),
  },
  ...compressed('gzip', () => gzipSync(Buffer.alloc(16 * 1024 ** 2), { level: 9 })),
  ...compressed('deflate', () => deflateSync(Buffer.alloc(64 * 1024 ** 2), { level: 9 })),
  ...compressed('br', () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 24 };
    return brotliCompressSync(Buffer.alloc(64 * 1024 ** 2), { params });
  }),
  {
    title: 'what it calls compressed and is not',
    give: plain({ 'Content-Encoding': 'gzip' }, '{"servers": []}'),
    told: new RegExp(
      `got no answer: ${host} answers with something compressed that cannot be unpacked: .*Z_DATA_ERROR`,
    ),
  },
  {
    title: 'a page of HTML',
    give: plain({ 'Content-Type': 'text/html; charset=utf-8' }, '<html><title>Please\nsign in</title></html>'),
    told: new RegExp(
      `answered 200, but https?://${host}/.* sent text/html in place of JSON: <html><title>Please sign in</title></html>$`,
    ),
  },
  {
    title: 'the first half of a body',
    give: plain({ 'Content-Type': 'application/json' }, '{"servers": [{"id": "a", "na'),
    told: new RegExp(
      `answered 200, but https?://${host}/.* sent JSON that cannot be read: \\{"servers": \\[\\{"id": "a", "na$`,
    ),
  },
  {
    title: 'fewer octets than it says',
    give: (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"servers": [`),
    told: new RegExp(`got no answer: ${host} broke its answer off in the middle$`),
  },
  {
    title: 'half of something compressed',
    asked: 2,
    give: (socket) => {
      const whole = gzipSync('{"servers": []}');
      socket.write(headOf({ 'Content-Encoding': 'gzip', 'Content-Length': '1000' }));
      socket.end(whole.subarray(0, 20));
    },
    told: new RegExp(`got no answer: ${host} broke its answer off in the middle$`),
  },
  {
    title: 'a connection that breaks off at once',
    asked: 2,
    give: (socket) => socket.destroy(),
    told: new RegExp(`got no answer: ${host} broke the connection off$`),
  },
  {
    title: 'JSON that is nested without end',
    give: plain({}, '[{"a":'.repeat(500_000)),
    told: /sent JSON that cannot be read: \[\{"a":\[\{"a":.*…$/,
  },
  {
    title: 'JSON that is nested a million times, and ends',
    give: plain({}, `{"servers": ${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`),
    told: /sent JSON that cannot be read: \{"servers": \[\[\[\[/,
  },
  {
    title: 'millions of empty objects',
    give: plain({}, `{"servers": [${'{},'.repeat(1_200_000)}{}]}`),
    told: /sent JSON that cannot be read: \{"servers": \[\{\},\{\},/,
  },
  { title: 'null', give: plain({}, 'null'), told: /answered 200, but the body should be an object, but is null$/ },
  { title: 'a list', give: plain({}, '[]'), told: /but the body should be an object, but is an array$/ },
  { title: 'an empty object', give: plain({}, '{}'), told: /but servers should be an array, but is missing$/ },
  {
    title: 'an object in place of a list',
    give: plain({}, '{"servers": {"length": 4294967295}}'),
    told: /but servers should be an array, but is an object$/,
  },
  {
    title: "the prototype's own name",
    give: plain({}, '{"__proto__": {"servers": []}, "servers": [{"__proto__": {"id": "x"}}]}'),
    told: /but servers\[0\]\.id should be a string, but is missing$/,
  },
  {
    title: 'a redirect to itself',
    give: plain({ Location: `/compute/v2.1/servers?${'x'.repeat(3000)}` }, '', '302 Found'),
    told: /should answer 200, but answered 302 without a message; it redirects to \/compute\/v2\.1\/servers\?x{100,200}…, and redirects are never followed$/,
  },
  {
    title: 'a 204 with a body',
    give: plain({}, '{"servers": []}', '204 No Content'),
    told: /should answer 200, but answered 204 without a message$|answers in broken HTTP: .*\(HPE_CLOSED_CONNECTION\)$/,
  },
  { title: 'a 304', give: plain({}, '', '304 Not Modified'), told: /should answer 200, but answered 304 without/ },
  { title: 'a 200 without a body', give: plain({}, ''), told: /but the body should be an object, but is missing$/ },
  {
    title: 'another protocol',
    give: (socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx'),
    told: /got no answer: none within/,
    slow: true,
  },
  {
    title: 'no HTTP at all',
    give: (socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'),
    told: new RegExp(
      `got no answer: ${host} answers, but not in HTTP \\(HPE_INVALID_CONSTANT\\): is its address an https one\\?$`,
    ),
  },
  {
    title: 'a status of four digits',
    give: (socket) => socket.end('HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n'),
    told: new RegExp(`got no answer: ${host} answers in broken HTTP: .*\\(HPE_`),
  },
  {
    title: 'a header without end',
    give: (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Long: ');
      flood(socket, 'a'.repeat(0x10000));
    },
    told: new RegExp(`got no answer: ${host} answers with headers of more than 16 KiB$`),
  },
  {
    title: 'two lengths',
    give: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 30\r\n\r\n{}'),
    told: new RegExp(`got no answer: ${host} answers in broken HTTP: .*\\(HPE_`),
  },
  {
    title: 'control characters in its words, and a request id as long as a page',
    give: plain(
      { 'x-openstack-request-id': `req-${'0'.repeat(5000)}` },
      JSON.stringify({ badRequest: { code: 400, message: 'no\u001b[2J\u202e servers'.repeat(1000) } }),
      '400 Bad Request',
    ),
    told: /\(req-0{96}\) should answer 200, but answered 400: no.*…$/,
  },
];

/** A body that is a few megabytes on the way and a thousand times as much when it is unpacked. */
function compressed(encoding: string, pack: () => Buffer): HostileAnswer[] {
  let packed: Buffer | undefined;
  const told = new RegExp(`got no answer: ${host} answers with more than 4 MiB, and the rest was not read$`);
  const give = (socket: Duplex) => {
    packed ??= pack();
    socket.write(headOf({ 'Content-Type': 'application/json', 'Content-Encoding': encoding }));
    const chunk = `${packed.length.toString(16)}\r\n`;
    const whole = Buffer.concat([Buffer.from(chunk), packed, Buffer.from('\r\n')]);
    // Several packed files, one after another, are one file to gzip.
    for (let times = encoding === 'gzip' ? 128 : 1; times > 0; times -= 1) socket.write(whole);
    socket.end('0\r\n\r\n');
  };
  return [{ title: `a bomb packed by ${encoding}`, give, told }];
}

/** An answer with this body in one piece. */
export function plain(
  headers: Readonly<Record<string, string>>,
  body: string,
  status = '200 OK',
): HostileAnswer['give'] {
  const length = String(Buffer.byteLength(body));
  const all = { 'Content-Type': 'application/json', 'Content-Length': length, Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`);
    socket.end(body);
  };
}

function headOf(headers: Readonly<Record<string, string>>): string {
  const all = headers['Content-Length'] === undefined ? { ...headers, 'Transfer-Encoding': 'chunked' } : headers;
  return `HTTP/1.1 200 OK\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}

/** Does it every so many milliseconds until the connection is closed. */
function again(socket: Duplex, milliseconds: number, act: () => void): void {
  const timer = setInterval(act, milliseconds);
  socket.once('close', () => {
    clearInterval(timer);
  });
}

/** Writes as fast as it is read, until the connection is closed. */
function flood(socket: Duplex, chunk: string): void {
  const write = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', write);
  write();
}
