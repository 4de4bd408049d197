import type { ErrorObject } from 'ajv';
import { isRecord } from '../../api/decode';
import { offer } from '../../nearest';
import type { YamlFile, YamlPath } from './yaml-file';

/**
 * What a JSON schema has against a YAML file, a sentence for each mistake, with line and column. What would be right is the
 * `description` of the schema that was missed; unknown keys get the nearest known one offered. The errors have to be verbose ones.
 * @param within where in the file the validated value stands
 */
export function tellMistakes(errors: readonly ErrorObject[], yaml: YamlFile, within: YamlPath): string[] {
  return errors.map((error) => {
    const path = [...within, ...pathOf(error)];
    const { words, at } = describe(error, path);
    return `${yaml.placeOf(at)}: ${words}`;
  });
}

interface Described {
  readonly words: string;
  readonly at: YamlPath;
}

function describe(error: ErrorObject, path: YamlPath): Described {
  const name = path.join('.');
  const schema: Readonly<Record<string, unknown>> = isRecord(error.parentSchema) ? error.parentSchema : {};
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const known = isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
      return { words: `${name} has no "${key}": ${offer(key, known)}`, at: [...path, key] };
    }
    case 'required':
      return { words: `${name} needs "${String(error.params['missingProperty'])}", and it is missing`, at: path };
    case 'enum': {
      const known = Array.isArray(schema['enum']) ? [...new Set(schema['enum'].map(String))] : [];
      return { words: `${name} is ${show(error.data)}: ${offer(String(error.data), known)}`, at: path };
    }
    default: {
      const right = schema['description'];
      const should = typeof right === 'string' ? `should be ${right}` : (error.message ?? 'is not allowed');
      return { words: `${name} ${should}, but is ${show(error.data)}`, at: path };
    }
  }
}

function pathOf({ instancePath }: ErrorObject): YamlPath {
  return instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a group of keys' : JSON.stringify(value);
}
