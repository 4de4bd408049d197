import { Ajv, type ErrorObject, type Options } from 'ajv';

/** Whether data from outside is what it should be; a type guard that is compiled when it is first asked. */
export interface Check<T> {
  (value: unknown): value is T;
  /** What was wrong with the value that was asked about last; empty when nothing was. */
  errors(): readonly ErrorObject[];
  /** The same in words, which call the value `called`. */
  told(called: string): string;
}

/**
 * A check by a JSON schema (draft 7). Compiling costs milliseconds, and most runs ask few of the suite's checks.
 *
 * @param schemas further schemas that this one refers to by their `$id`
 */
export function checkBy<T>(schema: object, options: Options = {}, schemas: readonly object[] = []): Check<T> {
  const ajv = lazily(() =>
    new Ajv({ ...options, validateSchema: false, code: { optimize: false } }).addSchema([...schemas]),
  );
  const validate = lazily(() => ajv().compile<T>(schema));
  const is = (value: unknown): value is T => validate()(value);
  return Object.assign(is, {
    errors: () => validate().errors ?? [],
    told: (called: string) => ajv().errorsText(validate().errors, { dataVar: called }),
  });
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
