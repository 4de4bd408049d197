import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { voiceOn } from '../../support/gate/voice';

describe('a voice', () => {
  it('is heard by whoever listens', async () => {
    const stream = new PassThrough();
    const { print, unheard } = voiceOn(stream);
    print('red');
    assert.equal(await unheard(), undefined);
    assert.equal(String(stream.read()), 'red');
  });

  it('knows that nobody listens any more, and breaks nothing off', async () => {
    const stream = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
      },
    });
    const { print, unheard } = voiceOn(stream);
    const failed = once(stream, 'error').catch(() => undefined);
    print('red');
    await failed;
    print('again');
    assert.equal(await unheard(), 'no space is left on the disk');
  });
});
