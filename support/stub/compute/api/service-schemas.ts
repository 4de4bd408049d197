import { defineSchema, type Schema } from '../../http/schemas';

/** The body of `PUT /os-services/{uuid}`. */
export interface ServiceBody {
  readonly status?: 'enabled' | 'disabled';
  readonly disabled_reason?: string;
  readonly forced_down?: boolean | string;
}

/** The body of the older `PUT /os-services/{action}`. */
export interface LegacyServiceBody {
  readonly host: string;
  readonly binary: string;
  readonly disabled_reason?: string;
  readonly forced_down?: boolean | string;
}

/** What Nova takes for a boolean (`parameter_types.boolean`). */
export const booleanSchema = {
  type: ['boolean', 'string'],
  enum: [
    ...[true, 'True', 'TRUE', 'true', '1', 'ON', 'On', 'on', 'YES', 'Yes', 'yes'],
    ...[false, 'False', 'FALSE', 'false', '0', 'OFF', 'Off', 'off', 'NO', 'No', 'no'],
  ],
} as const;

const reason = { type: 'string', minLength: 1, maxLength: 255 } as const;
const host = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[a-zA-Z0-9-._]*$' } as const;
const binary = { type: 'string', minLength: 1, maxLength: 255 } as const;

/** From 2.53 on. */
export const serviceSchema: Schema<ServiceBody> = defineSchema({
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['enabled', 'disabled'] },
    disabled_reason: reason,
    forced_down: booleanSchema,
  },
  additionalProperties: false,
});

/** Up to 2.10, whatever the action: the body is checked before the action is looked at (`services.py:service_update`). */
export const schemaBeforeForceDown: Schema<LegacyServiceBody> = legacy({ disabled_reason: reason }, []);

/** Up to 2.52, by action. */
export const legacySchemas: Readonly<Record<string, Schema<LegacyServiceBody>>> = {
  enable: legacy({}, []),
  disable: legacy({}, []),
  'disable-log-reason': legacy({ disabled_reason: reason }, ['disabled_reason']),
  'force-down': legacy({ forced_down: booleanSchema }, ['forced_down']),
};

function legacy(properties: object, required: readonly string[]): Schema<LegacyServiceBody> {
  return defineSchema({
    type: 'object',
    properties: { host, binary, ...properties },
    required: ['host', 'binary', ...required],
    additionalProperties: false,
  });
}
