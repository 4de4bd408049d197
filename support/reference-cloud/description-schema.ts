import { personNames } from '../contract/person-names';
import { releases } from '../contract/release';
import { novaDefectNames } from './nova-defects';

const word = { type: 'string', minLength: 1 };
const seconds = { type: 'number' };

/** An object with just these keys; the optional ones may be missing. */
function exactly(
  properties: Readonly<Record<string, unknown>>,
  optional: Readonly<Record<string, unknown>> = {},
): object {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
    additionalProperties: false,
  };
}

const person = exactly({
  kind: { const: 'password' },
  username: word,
  userDomain: word,
  password: word,
  project: word,
  projectDomain: word,
});

/** The JSON schema of cloud.json. */
export const descriptionSchema = exactly(
  {
    release: { enum: [...releases] },
    versions: { type: 'object', additionalProperties: word },
    authUrl: { type: 'string', pattern: '^http://127\\.0\\.0\\.1:\\d+/v3$' },
    region: word,
    people: exactly(Object.fromEntries(personNames.map((name) => [name, person]))),
    hosts: { type: 'array', items: word, minItems: 1 },
    resources: exactly({
      image: word,
      flavor: word,
      flavorLarge: word,
      network: word,
      subnet: word,
      volumeType: word,
      volumeTypeMultiattach: word,
      zone: word,
    }),
    timing: exactly({
      serviceDownTime: seconds,
      reportInterval: seconds,
      updateResourcesInterval: seconds,
      rpcResponseTimeout: seconds,
    }),
    settings: exactly({
      reclaimInstanceInterval: seconds,
      shelvedOffloadTime: seconds,
      serviceTokens: { enum: ['sent', 'not sent'] },
      quotaCountedFrom: { enum: ['database', 'placement'] },
    }),
    services: { type: 'array', items: word, minItems: 1 },
    directory: { type: 'string', pattern: '^/' },
  },
  { novaDefect: { enum: [...novaDefectNames] } },
);
