import type { Writable } from 'node:stream';
import { whyUnwritten } from '../reporting/write-whole';
import type { Surroundings } from './task';

/** What says texts, and knows whether they have arrived. */
export type Voice = Required<Pick<Surroundings, 'print' | 'unheard'>>;

/** Says texts on a stream. That nobody listens any more, or that a disk is full, breaks nothing off: whoever asks is told. */
export function voiceOn(stream: Writable): Voice {
  let failure: Error | undefined;
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    print: (text) => {
      stream.write(text);
    },
    unheard: () =>
      new Promise((resolve) => {
        stream.write('', (error) => {
          const first = failure ?? error ?? undefined;
          resolve(first === undefined ? undefined : whyUnwritten(first));
        });
      }),
  };
}
