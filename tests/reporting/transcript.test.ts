import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange } from '../../support/api/exchange';
import { commandFor, Tokens } from '../../support/reporting/transcript/curl';
import { renderTranscriptPage } from '../../support/reporting/transcript/page';
import { renderTranscript } from '../../support/reporting/transcript/text';

const bare: Exchange = {
  cloud: 'embedded',
  person: 'owner',
  service: 'compute',
  method: 'GET',
  path: '/servers/7f3a',
  route: '/servers/{server}',
  requestHeaders: { Accept: 'application/json', 'X-Auth-Token': 'token-1a2b' },
  outcome: { kind: 'answer', status: 200, headers: {}, body: '' },
  startedAt: 1_700_000_000_500,
  seconds: 0.142,
};
const exchange: Exchange = { ...bare, microversion: '2.80', requestId: 'req-1' };
const refused: Exchange = {
  ...exchange,
  method: 'POST',
  requestBody: { a: 1 },
  outcome: { kind: 'answer', status: 409, headers: {}, body: { conflictingRequest: { code: 409, message: 'no' } } },
};
const answered = (body: unknown, status = 200): Exchange => ({
  ...exchange,
  outcome: { kind: 'answer', status, headers: {}, body },
});

const transcript = (...exchanges: readonly Exchange[]): string =>
  renderTranscript([{ title: 'When it happens', exchanges }]);

describe('a transcript', () => {
  it('has a line for each exchange, in the order in which they were sent', () => {
    const later = { ...exchange, person: 'operator', startedAt: 1_700_000_002_000, requestId: 'req-2' };
    assert.equal(
      transcript(later, exchange),
      'When it happens\n' +
        '   0.000  owner     GET compute /servers/7f3a at 2.80 200 in 0.14 s (req-1)\n' +
        '   1.500  operator  GET compute /servers/7f3a at 2.80 200 in 0.14 s (req-2)\n',
    );
  });

  it('goes by the steps, and tells the clean-up apart', () => {
    const cleanUp = { ...exchange, startedAt: exchange.startedAt + 2000 };
    const text = renderTranscript([
      { title: 'Before the first step', exchanges: [] },
      { title: 'When it happens', exchanges: [exchange] },
      { title: 'Clean-up', exchanges: [cleanUp] },
    ]);
    const titles = text.split('\n').filter((line) => /^\S/.test(line));
    assert.deepEqual(titles, ['When it happens', 'Clean-up']);
    assert.match(text, /^ {3}2\.000/m);
  });

  it('shows what was sent and what came, and how to do it again', () => {
    assert.deepEqual(transcript(refused).split('\n').slice(2, 5), [
      '          sent    {"a":1}',
      '          answer  {"conflictingRequest":{"code":409,"message":"no"}}',
      `          again   curl -i -X POST "$COMPUTE"'/servers/7f3a' -H "X-Auth-Token: $OWNER_TOKEN" -d '{"a":1}'`,
    ]);
  });

  it('shows the beginning of a body that is long, and how long it was: more of what went wrong', () => {
    const text = 'x'.repeat(1_000_000);
    assert.match(transcript(answered(text)), /answer {2}x{160}… \(1000000 characters in all\)\n$/);
    assert.match(transcript(answered(text, 500)), /answer {2}x{4000}… \(1000000 characters in all\)\n$/);
  });

  it('says why there was no answer, without a microversion or a request id', () => {
    const text = transcript({ ...bare, outcome: { kind: 'no answer', reason: 'connection refused' } });
    assert.equal(
      text,
      'When it happens\n   0.000  owner  GET compute /servers/7f3a no answer in 0.14 s\n          reason  connection refused\n',
    );
  });

  it('is empty for no exchanges', () => {
    assert.equal(renderTranscript([]), '');
    assert.equal(transcript(), '');
  });
});

describe('a transcript as a page', () => {
  const page = (...exchanges: readonly Exchange[]): string =>
    renderTranscriptPage([{ title: 'When <it> happens', exchanges }]);

  it('folds long bodies, and shows them whole', () => {
    const long = 'x'.repeat(5000);
    assert.match(page(answered(long)), /<summary>answer: 5000 characters<\/summary><pre>x{5000}<\/pre>/);
    assert.match(page(answered('short')), /<p>answer<\/p><pre>short<\/pre>/);
  });

  it('opens what went wrong, and marks it without colour', () => {
    assert.match(page(refused), /<details class="wrong" open><summary>.*<b>owner<\/b> ! POST compute/);
    assert.match(page(exchange), /<details class="act"><summary>/);
  });

  it('says of what others have sent no more than its text', () => {
    const wild = '</pre><script>alert(1)</script>\u001b[2J';
    const text = page({ ...answered(wild), path: `/${wild}` });
    assert.ok(!text.includes('<script'));
    assert.ok(!text.includes('\u001b'));
    assert.match(text, /<h2>When &lt;it&gt; happens<\/h2>/);
  });

  it('stays of a size that can be opened', () => {
    const many = Array.from({ length: 100 }, () => answered('x'.repeat(30_000)));
    const text = page(...many);
    assert.ok(text.length < 1_200_000, String(text.length));
    assert.match(text, /30000 characters, left out/);
  });
});

describe('the command that repeats a request', () => {
  it('has a variable for each token, and the same one for the same token', () => {
    const tokens = new Tokens();
    const by = (person: string, token: string): string =>
      commandFor({ ...bare, person, requestHeaders: { 'X-Auth-Token': token } }, tokens) ?? '';
    assert.match(by('owner', 'a'), /\$OWNER_TOKEN"$/);
    assert.match(by('owner', 'b'), /\$OWNER_TOKEN_2"$/);
    assert.match(by('owner', 'a'), /\$OWNER_TOKEN"$/);
    assert.match(by('operator', 'a'), /\$OPERATOR_TOKEN"$/);
  });

  it('keeps what a shell would take for more than text', () => {
    const command = commandFor({ ...bare, service: 'volumev3', path: "/v?name=it's $(ls)" }, new Tokens());
    assert.match(command ?? '', /^curl -i "\$VOLUME"'\/v\?name=it'\\''s \$\(ls\)' /);
  });

  it('says where octets have to be put, which are not recorded', () => {
    const command = commandFor({ ...bare, method: 'PUT', requestBody: '[512 octets]' }, new Tokens());
    assert.match(command ?? '', / --data-binary @FILE$/);
  });

  it('is none for signing in, of which the password is hidden', () => {
    assert.equal(commandFor({ ...bare, service: 'identity', method: 'POST' }, new Tokens()), undefined);
  });
});
