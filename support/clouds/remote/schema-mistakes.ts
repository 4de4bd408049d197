import type { ErrorObject } from 'ajv';
import { isRecord } from '../../api/decode';
import { offer } from '../../nearest';
import type { YamlPath } from './yaml-file';

/** Where the parts of what was checked stand, and what they are called there. */
export interface Places {
  readonly placeOf: (path: YamlPath) => string;
  readonly nameOf: (path: YamlPath) => string;
}

/**
 * What a JSON schema has against what a file says, a sentence for each mistake, with line and column. What would be right is the
 * `description` of the schema that was missed; unknown keys get the nearest known one offered. The errors have to be verbose ones.
 */
export function tellMistakes(
  errors: readonly ErrorObject[],
  places: Places,
  values: 'values are shown' | 'values are hidden',
): string[] {
  const show = values === 'values are shown' ? shown : hidden;
  return errors.map((error) => {
    const { words, at } = describe(error, pathOf(error), places, show);
    return `${places.placeOf(at)}: ${words}`;
  });
}

interface Described {
  readonly words: string;
  readonly at: YamlPath;
}

/** What a value is, to follow what it should be. */
type Show = (value: unknown) => string;

function describe(error: ErrorObject, path: YamlPath, { nameOf }: Places, show: Show): Described {
  const name = nameOf(path);
  const schema: Readonly<Record<string, unknown>> = isRecord(error.parentSchema) ? error.parentSchema : {};
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      return { words: `${name} has no "${key}": ${offer(key, Object.keys(properties))}`, at: [...path, key] };
    }
    case 'required': {
      const missing = String(error.params['missingProperty']);
      const right = descriptionOf(properties[missing]);
      return {
        words: `${name} needs "${missing}", and it is missing${right === undefined ? '' : `: ${right}`}`,
        at: path,
      };
    }
    case 'enum': {
      const known = Array.isArray(schema['enum']) ? [...new Set(schema['enum'].map(String))] : [];
      const seen = isBlank(error.data) ? 'empty' : JSON.stringify(error.data);
      return { words: `${name} is ${seen}: ${offer(String(error.data), known)}`, at: path };
    }
    default: {
      const right = descriptionOf(schema);
      const should = right === undefined ? (error.message ?? 'is not allowed') : `should be ${right}`;
      return { words: `${name} ${should}${show(error.data)}`, at: path };
    }
  }
}

function descriptionOf(schema: unknown): string | undefined {
  const description = isRecord(schema) ? schema['description'] : undefined;
  return typeof description === 'string' ? description : undefined;
}

function pathOf({ instancePath }: ErrorObject): YamlPath {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function shown(value: unknown): string {
  if (isBlank(value)) return ', but is empty';
  if (Array.isArray(value)) return value.length === 0 ? ', but is an empty list' : ', but is a list';
  return typeof value === 'object' ? ', but is a group of keys' : `, but is ${JSON.stringify(value)}`;
}

function hidden(value: unknown): string {
  return isBlank(value) ? ', but is empty' : '';
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
