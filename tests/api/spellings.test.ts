import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Redactor } from '../../support/api/redaction';
import { Secret } from '../../support/api/secret';

/** As people choose them, and as machines make them. */
const passwords = [
  'correct horse',
  'p"a\\s/s\'w&ö<r>d',
  'müller',
  'x🔑y',
  '§',
  'abc',
  'line\nfeed\ttab',
  '$(rm -rf ~)`',
  'a+b=c%20d',
  'S3cr3t!',
  '271828',
];

const python = (text: string): string =>
  Array.from(text)
    .map((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (point > 0xffff) return `\\U${point.toString(16).padStart(8, '0')}`;
      return point > 0xff
        ? `\\u${point.toString(16).padStart(4, '0')}`
        : point > 0x7e
          ? `\\x${point.toString(16)}`
          : character;
    })
    .join('');
const ascii = (text: string): string =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`);
const octets = (text: string): string =>
  [...Buffer.from(text)]
    .map((octet) => (octet > 0x7e ? `\\x${octet.toString(16)}` : String.fromCharCode(octet)))
    .join('');
const entities = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[character] ?? '#x27'};`,
  );
const numbers = (text: string): string =>
  text.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const address = encodeURIComponent;
const everyOctet = (text: string): string =>
  [...Buffer.from(text)]
    .map((octet) =>
      /[A-Za-z0-9]/.test(String.fromCharCode(octet))
        ? String.fromCharCode(octet)
        : `%${octet.toString(16).padStart(2, '0')}`,
    )
    .join('');

const writers: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  JSON: json,
  'JSON in JSON': (text) => json(json(text)),
  'JSON in ASCII': (text) => ascii(json(text)),
  'JSON in ASCII in JSON': (text) => json(ascii(json(text))),
  'a slash in JSON as PHP has it': (text) => json(text).replaceAll('/', '\\/'),
  'a text of Python': python,
  'octets of Python': octets,
  'an address': address,
  'an address in lower case': (text) => address(text).replace(/%../g, (code) => code.toLowerCase()),
  'an address in an address': (text) => address(address(text)),
  'a form': (text) => address(text).replaceAll('%20', '+'),
  'every octet of an address': everyOctet,
  HTML: entities,
  'HTML in HTML': (text) => entities(entities(text)),
  'HTML in numbers': numbers,
  'JSON in HTML': (text) => entities(json(text)),
  'JSON in an address': (text) => address(json(text)),
  'JSON in an address in HTML': (text) => entities(address(json(text))),
  'a quoted word of a shell': (text) => text.replaceAll("'", "'\\''"),
};

describe('a secret is hidden', () => {
  const redactorFor = (...secrets: string[]) => {
    const redactor = new Redactor();
    for (const secret of secrets) redactor.knowPassword(new Secret(secret));
    return redactor;
  };

  for (const [name, write] of Object.entries(writers)) {
    it(`in ${name}`, () => {
      for (const password of passwords) {
        const redactor = redactorFor(password);
        assert.equal(redactor.text(`< ${write(password)} >`), '< [hidden] >', password);
      }
    });
  }

  it('in base64, of either alphabet, alone or in the middle of something', () => {
    for (const password of passwords) {
      const redactor = redactorFor(password);
      const alone = [Buffer.from(password).toString('base64'), Buffer.from(password).toString('base64url')];
      for (const told of alone) assert.equal(redactor.text(`Basic ${told}`), 'Basic [hidden]', password);
      if (Buffer.from(password).length < 6) continue;
      for (const before of ['u:', 'us:', 'user:', '{"password": "']) {
        for (const after of ['', '"', '"}', '"}}']) {
          const whole = Buffer.from(before + json(password) + after);
          for (const told of [
            whole.toString('base64'),
            whole.toString('base64url'),
            address(whole.toString('base64')),
          ]) {
            const shown = redactor.text(told);
            assert.match(shown, /\[hidden\]/, `${before}${password}${after}: ${told}`);
            assert.ok(!Buffer.from(shown.replace('[hidden]', ''), 'base64').includes(password.slice(1)), shown);
          }
        }
      }
    }
  });

  it('in a token, also of a part of it, and in its base64', () => {
    const token = `gAAAAABo${'Zx-9_'.repeat(40)}==`;
    const redactor = new Redactor();
    redactor.knowToken(new Secret(token));
    const digest = new Secret(token).toString();
    for (const told of [token, token.slice(0, 60), address(token)])
      assert.equal(redactor.text(`(${told})`), `(${digest})`);
    for (const before of ['', 'x', 'xy', 'xyz']) {
      const shown = redactor.text(Buffer.from(`${before}${token}`).toString('base64'));
      assert.ok(shown.endsWith(digest) && shown.length < digest.length + 6, shown);
    }
  });

  it('where JSON has a number', () => {
    assert.deepEqual(redactorFor('271828').body({ code: 271828, other: 27182 }), { code: '[hidden]', other: 27182 });
  });

  it('and nothing else is', () => {
    const redactor = redactorFor(...passwords.filter((password) => password !== 'abc'));
    const open =
      'GET /servers/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed?name=a%20b&limit=1000 correct%20hors {"id": "c2Vydmljw6cg"}';
    assert.equal(redactor.text(open), open);
  });

  it('soon, whatever it is and however long the text', () => {
    const redactor = redactorFor('\\'.repeat(40), '&'.repeat(40), 'x'.repeat(3000), 'A'.repeat(200));
    const long = `${'\\'.repeat(5000)}${'&amp;'.repeat(5000)}${'A'.repeat(47)}${'%25'.repeat(5000)}`;
    const before = process.cpuUsage();
    redactor.text(long);
    assert.ok(process.cpuUsage(before).user < 2_000_000);
  });
});
