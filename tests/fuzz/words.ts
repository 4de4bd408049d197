/** Words of JavaScript's own that a lookup must not take for entries of a table. */
const prototypeWords: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'],
  ...['__defineGetter__', 'toLocaleString', 'then', 'length', 'name'],
];

/** Text that somebody reads as something else, or that is nothing. */
export const oddTexts: readonly string[] = [
  ...prototypeWords,
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\u0000',
    '\u202e',
    '\ud800',
    '💥',
    'ß',
    'İ',
    '٣',
    '２',
    "'",
    '"',
    '\\',
    '`',
    '<b>',
    ';',
    ',',
  ],
  ...[
    'null',
    'None',
    'true',
    'False',
    'NaN',
    'Infinity',
    '-0',
    '1e400',
    '0x10',
    '1_000',
    '1.5',
    '-1',
    '+1',
    ' 1',
    '01',
  ],
  ...['99999999999999999999', '2147483648', '9223372036854775808', '1e3'],
  ...['.', '..', '../..', '/', '//', '%', '%00', '%zz', '%2e%2e%2f', '*', '?', '#', '&', '=', ':', '::', ',,', 'a:b:c'],
  ...['(a+)+$', '(a|a)*b', '((a{100}){100}){100}', '[', '(?=a)', '\\1', '^$', '.*', 'x{99999}', '(?i)a', '[[:alpha:]]'],
  ...[
    '2026-13-45T99:99:99Z',
    '2026-11-20',
    '2026-11-20T10:00:00+99:99',
    '0000-00-00',
    'gt:',
    'gt:2026-11-20T10:00:00,lt:x',
  ],
  ...[
    'in:',
    'in:"a,b',
    'neq:1',
    'not-in:a',
    "{'a': 'b'}",
    '{"a": {}}',
    '[]',
    'VCPU:1',
    'VCPU:-1',
    'VCPU:1,VCPU:2',
    '!CUSTOM_A',
  ],
  ...[
    'in:A,B',
    'TOP',
    '0/0',
    '10.0.0.999',
    '::1',
    '10.0.0.0/99',
    'fe:16:3e:00:00:00',
    'nova:a:b',
    'id:desc,,',
    'name:up',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '00000000000000000000000000000000',
    'detail',
    'action',
    'default',
    'None:None',
  ],
  'x'.repeat(256),
  'x'.repeat(5000),
  '('.repeat(300),
];

/** Values of any JSON type that few have reckoned with. */
export const oddValues: readonly unknown[] = [
  ...[null, true, false, 0, -0, 1, -1, 1.5, 1e308, -1e308, 1e21, 5e-324, 2 ** 31, 2 ** 53 + 2, 2 ** 63],
  ...[[], {}, [[]], [null], [{}], [1, 1], ['a', 'a'], { a: null }, { a: { a: {} } }, nested(60), nested(499)],
  ...prototypeWords.map((word) => ({ [word]: word })),
  ...prototypeWords.map((word) => ({ [word]: null })),
  Array.from({ length: 2000 }, () => 1),
  Array.from({ length: 300 }, () => ({})),
  Object.fromEntries(Array.from({ length: 500 }, (_none, index) => [`k${index}`, 'v'])),
];

function nested(depth: number): unknown {
  return depth === 0 ? 1 : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}

/** Bodies that are no JSON documents, or no reasonable ones. */
export const oddBodies: readonly string[] = [
  ...['', ' ', '{', '}', '[', 'null', 'true', '0', '""', '"a"', '[]', '{}', '{"a":1,}', '{a:1}', '\u0000', '\ufeff{}'],
  ...[
    '{"server":',
    '{"a":1}{"a":2}',
    '{"a":NaN}',
    '{"a":01}',
    '{"\\u0000":1}',
    '{"a":"\\ud800"}',
    "{'a':1}",
    '{"":{}}',
  ],
  ...['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{}}}', '{"server":{"__proto__":null}}'],
  '['.repeat(50_000) + ']'.repeat(50_000),
  '{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000),
  `{"server":${'['.repeat(400)}${']'.repeat(400)}}`,
  `{"server":{"name":"${'x'.repeat(100_000)}"}}`,
  `{"server":{"name":"${'x'.repeat(200_000)}"}}`,
];

/** Values of headers, by name, that are malformed or mean something else. */
export const oddHeaders: Readonly<Record<string, readonly string[]>> = {
  accept: [
    '*/*',
    '',
    'text/html',
    'application/json;q=0',
    'application/json;q=x',
    ';',
    ',',
    'application/xml, */*;q=0.1',
  ],
  'content-type': [
    ...['', 'text/plain', 'application/json; charset=utf-16', 'application/JSON', 'multipart/form-data', 'application'],
    ...['application/octet-stream', 'application/x-www-form-urlencoded', ';'],
  ],
  'x-auth-token': ['', ' ', 'a', 'toString', '__proto__', 'gAAAAA', 'x'.repeat(5000)],
  'x-subject-token': ['', 'toString', '__proto__', 'x'.repeat(5000)],
  'x-service-token': ['', 'toString', 'gAAAAA'],
  'x-roles': ['admin'],
  'content-length': ['-1', '99999999999', 'a', '0'],
  'x-openstack-request-id': ['', 'req-1', 'x'.repeat(5000)],
  'openstack-system-scope': ['all'],
  range: ['bytes=0-', 'bytes=-1', 'x'],
  'if-match': ['*', '"x"'],
};

/** Versions behind the name of a service, as `openstack-api-version` has them. */
export const oddVersions: readonly string[] = [
  ...[
    '',
    'latest',
    '2',
    '2.',
    '.1',
    '2.01',
    '-2.1',
    '2.1.1',
    '999.999',
    '2.999999999999999999999',
    'a.b',
    '1.0',
    '2.0',
    '0.0',
  ],
  ...['2.1, 2.2', 'toString', '\u00b2.1', '2.1e1', 'x'.repeat(3000)],
];
