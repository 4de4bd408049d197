import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { hostType, parameterTypes, personType, serverType } from '../../support/parameter-types';
import { draftVocabulary } from '../../support/scenarios/files';

const samples: Readonly<Record<string, (word: string) => string>> = {
  person: (word) => `${word} deletes the server`,
  server: (word) => `${word} should be gone`,
  host: (word) => `the operator has disabled ${word}`,
};

test('words become the values that steps receive', () => {
  assert.equal(personType.transformer('the stranger'), 'stranger');
  assert.deepEqual(serverType.transformer('a server'), { kind: 'the server' });
  assert.deepEqual(serverType.transformer('server green'), { kind: 'named', name: 'green' });
  assert.deepEqual(hostType.transformer('host B'), { kind: 'named', name: 'B' });
});

test('a word that a type does not have is refused, and the known ones are told', () => {
  assert.throws(() => hostType.transformer('host Z'), /"host Z" is no host; .* the host, host A, host B/);
});

test('every registered word is a word of the vocabulary, too', () => {
  const vocabulary = draftVocabulary(resolve(__dirname, '..', '..'));
  for (const { name, words } of parameterTypes) {
    for (const word of words) {
      const text = samples[name]?.(word) ?? '';
      assert.equal(vocabulary.matches(text).length, 1, `{${name}}: ${text}`);
    }
  }
});
