import type { PathState } from '../contract/trouble';

/** Requests that stand still: those of one method, below one path, before they are sent on or before their answer is. */
export interface Hold {
  readonly method: string;
  /** How the path begins, below the service's address: `/allocation_candidates`. */
  readonly path: string;
  readonly what: 'the request' | 'the answer';
}

/** What is held, for a person: `the answer of PUT /allocations/`. */
export function tellHold({ method, path, what }: Hold): string {
  return `${what} of ${method} ${path}`;
}

/** The state of a path as its control and the status tell it: `answer 503 to DELETE`. */
export function tellState(state: PathState): string {
  switch (state.kind) {
    case 'open':
    case 'hang':
      return state.kind;
    case 'refuse':
      return 'refused';
    case 'answer':
      return `answer ${state.status}${state.method === undefined ? '' : ` to ${state.method}`}`;
    case 'delay':
      return `delay of ${state.seconds} s`;
  }
}

/** A JSON schema of {@link PathState}. */
export const pathStateSchema = {
  oneOf: [
    state('open', {}, []),
    state('refuse', {}, []),
    state('hang', {}, []),
    state('answer', { status: { type: 'integer', minimum: 400, maximum: 599 }, method: { type: 'string' } }, [
      'status',
    ]),
    state('delay', { seconds: { type: 'number', exclusiveMinimum: 0 } }, ['seconds']),
  ],
};

/** A JSON schema of {@link Hold}. */
export const holdSchema = {
  type: 'object',
  properties: { method: { type: 'string' }, path: { type: 'string' }, what: { enum: ['the request', 'the answer'] } },
  required: ['method', 'path', 'what'],
  additionalProperties: false,
};

function state(kind: PathState['kind'], properties: object, required: readonly string[]): object {
  return {
    type: 'object',
    properties: { kind: { const: kind }, ...properties },
    required: ['kind', ...required],
    additionalProperties: false,
  };
}
