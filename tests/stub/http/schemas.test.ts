import assert from 'node:assert/strict';
import { test } from 'node:test';

import { acceptable, mediaType, readJson } from '../../../support/stub/http/bodies';
import { defineSchema, isUuidLike, pythonRepr } from '../../../support/stub/http/schemas';

const schema = defineSchema<object>({
  type: 'object',
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 9 },
    name: { type: 'string', minLength: 1, maxLength: 3, pattern: '^[a-z]*$' },
    kind: { enum: ['a', 'b'] },
    id: { type: 'string', format: 'uuid' },
    list: { type: 'array', uniqueItems: true, minItems: 1, items: { type: ['integer', 'null'] } },
    map: { type: 'object', minProperties: 1, patternProperties: { '^X': {} }, additionalProperties: false },
  },
  required: ['size'],
  additionalProperties: false,
});

const wrong: readonly (readonly [unknown, string, string])[] = [
  [{}, '', "'size' is a required property"],
  [[], '', "[] is not of type 'object'"],
  [{ size: 'x' }, 'size', "'x' is not of type 'integer'"],
  [{ size: 0 }, 'size', '0 is less than the minimum of 1'],
  [{ size: 10 }, 'size', '10 is greater than the maximum of 9'],
  [{ size: 1, name: '' }, 'name', "'' is too short"],
  [{ size: 1, name: 'abcd' }, 'name', "'abcd' is too long"],
  [{ size: 1, name: 'A' }, 'name', "'A' does not match '^[a-z]*$'"],
  [{ size: 1, kind: 'c' }, 'kind', "'c' is not one of ['a', 'b']"],
  [{ size: 1, id: 'c' }, 'id', "'c' is not a 'uuid'"],
  [{ size: 1, list: [] }, 'list', '[] is too short'],
  [{ size: 1, list: [1, 1] }, 'list', '[1, 1] has non-unique elements'],
  [{ size: 1, list: [true] }, 'list/0', "True is not of type 'integer', 'null'"],
  [{ size: 1, map: {} }, 'map', '{} does not have enough properties'],
  [{ size: 1, map: { y: 1 } }, 'map', "'y' does not match any of the regexes: '^X'"],
  [{ size: 1, more: 1 }, '', "Additional properties are not allowed ('more' was unexpected)"],
];

for (const [data, path, reason] of wrong) {
  test(`${JSON.stringify(data)} is refused as Python's jsonschema refuses it`, () => {
    const result = schema.read(data);
    assert.ok(result.kind === 'invalid');
    assert.equal(result.problem.path.join('/'), path);
    assert.equal(result.problem.reason, reason);
  });
}

test('what fits is given back', () => {
  assert.deepEqual(schema.read({ size: 3 }), { kind: 'valid', value: { size: 3 } });
});

test('values are shown as Python shows them', () => {
  assert.equal(pythonRepr({ a: [null, true, "it's"] }), `{'a': [None, True, "it's"]}`);
});

test('a UUID may come without dashes, but nothing else may', () => {
  assert.equal(isUuidLike('7f3a21c058b54d5e9a3c0b6d9d1c2e4f'), true);
  assert.equal(isUuidLike('7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4f'), true);
  assert.equal(isUuidLike('7f3a21c0-58b5-4d5e-9a3c-0b6d9d1c2e4'), false);
  assert.equal(isUuidLike('none'), false);
});

test('a media type is read without its parameters', () => {
  const request = new Request('http://cloud/', { headers: { 'content-type': 'Application/JSON; charset=utf-8' } });
  assert.equal(mediaType(request), 'application/json');
  assert.equal(mediaType(new Request('http://cloud/')), '');
});

test('malformed JSON is told with its reason', () => {
  const result = readJson('{"a":');
  assert.ok(result.kind === 'malformed');
  assert.match(result.reason, /JSON/);
});

test('Accept is weighed', () => {
  const offers = ['text/html', 'application/json'];
  assert.deepEqual(acceptable('*/*', offers), offers);
  assert.deepEqual(acceptable('application/json, */*;q=0.5', offers), ['application/json', 'text/html']);
  assert.deepEqual(acceptable('application/*', offers), ['application/json']);
  assert.deepEqual(acceptable('image/png', offers), []);
  assert.deepEqual(acceptable('text/html;q=0, application/json', offers), ['application/json']);
});
