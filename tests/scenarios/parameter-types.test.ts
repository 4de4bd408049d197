import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { hostType, parameterTypes, personType, serverType } from '../../support/parameter-types';
import { draftVocabulary } from '../../support/scenarios/files';

const samples: Readonly<Record<string, (word: string) => string>> = {
  person: (word) => `${word} deletes the server`,
  server: (word) => `${word} should be gone`,
  host: (word) => `the operator has disabled ${word}`,
  deed: (word) => `the owner has ${word} the server`,
  act: (word) => `the operator ${word} the server`,
  plight: (word) => `a server is ${word}`,
  equipment: (word) => `a server with ${word} is running on a host`,
  belonging: (word) => `${word} should be gone`,
  fate: (word) => `the port should be ${word}`,
  serverState: (word) => `the server should be ${word}`,
  hostState: (word) => `the host should be ${word}`,
  hostStatus: (word) => `the server's host should show as ${word}`,
  refusal: (word) => `the request should be refused: ${word}`,
  service: (word) => `${word} answers Nova with error 500`,
  trouble: (word) => `the owner's delete of the server failed while ${word}`,
  favour: (word) => `${word === 'make ports' ? 'Neutron' : 'Cinder'} refuses to ${word}`,
  badToken: (word) => `the owner deletes the server with ${word}`,
  noServer: (word) => `the owner deletes ${word}`,
  mistake: (word) => `the operator updates the host with ${word}`,
  wrongId: (word) => `the operator removes a compute service with ${word}`,
  account: (word) => `the owner's ${word} should count the server`,
  amount: (word) => `the server's history should show ${word} delete`,
  moveAct: (word) => `the owner ${word} the server`,
  microversion: (word) => `the operator lists the services at microversion ${word}`,
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
