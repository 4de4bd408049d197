import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exchange } from '../../support/api/exchange';
import { renderTranscript } from '../../support/reporting/transcript';

const bare: Exchange = {
  cloud: 'embedded',
  person: 'owner',
  service: 'compute',
  method: 'DELETE',
  path: '/servers/7f3a',
  route: '/servers/{server}',
  requestHeaders: {},
  outcome: { kind: 'answer', status: 204, headers: {}, body: '' },
  startedAt: 1_700_000_000_500,
  seconds: 0.142,
};
const exchange: Exchange = { ...bare, microversion: '2.80', requestId: 'req-1' };

describe('a transcript', () => {
  it('has a line for each exchange, in the order in which they were sent', () => {
    const later = { ...exchange, person: 'operator', startedAt: 1_700_000_002_000, requestId: 'req-2' };
    assert.equal(
      renderTranscript([later, exchange]),
      '   0.000  owner     DELETE compute /servers/7f3a at 2.80 204 in 0.14 s (req-1)\n' +
        '   1.500  operator  DELETE compute /servers/7f3a at 2.80 204 in 0.14 s (req-2)\n',
    );
  });

  it('shows the bodies of what was refused', () => {
    const body = { conflictingRequest: { code: 409, message: 'no' } };
    const refused = {
      ...exchange,
      requestBody: { a: 1 },
      outcome: { kind: 'answer', status: 409, headers: {}, body },
    } as const;
    assert.equal(
      renderTranscript([refused]).split('\n').slice(1, 3).join('\n'),
      '          sent    {"a":1}\n          answer  {"conflictingRequest":{"code":409,"message":"no"}}',
    );
  });

  it('shows the beginning of a body that is long, and how long it was', () => {
    const outcome = { kind: 'answer', status: 500, headers: {}, body: 'x'.repeat(1_000_000) } as const;
    const text = renderTranscript([{ ...exchange, outcome }]);
    assert.match(text, /answer {2}x{4000}… \(1000000 characters in all\)\n$/);
  });

  it('says why there was no answer, without a microversion or a request id', () => {
    const text = renderTranscript([{ ...bare, outcome: { kind: 'no answer', reason: 'connection refused' } }]);
    assert.equal(
      text,
      '   0.000  owner  DELETE compute /servers/7f3a no answer in 0.14 s\n          reason  connection refused\n',
    );
  });

  it('is empty for no exchanges', () => {
    assert.equal(renderTranscript([]), '');
  });
});
