import { checkBy, type Check } from '../../check';

/** Allure's statuses, as far as this project uses them. */
export type AllureStatus = 'passed' | 'failed' | 'broken' | 'skipped';

/** A file that belongs to a step; `source` is its name in the results folder. */
export interface AllureAttachment {
  readonly name?: string;
  readonly source: string;
  readonly type?: string;
}

/** A step of a result, or a hook of a container, as Allure's results format has them; times are milliseconds since 1970. */
export interface AllureStep {
  readonly name?: string;
  readonly status?: string;
  readonly statusDetails?: { readonly message?: string; readonly trace?: string };
  readonly steps?: readonly AllureStep[];
  readonly attachments?: readonly AllureAttachment[];
  readonly [more: string]: unknown;
}

/** A label of a result: feature, story, severity and others that Allure knows. */
export interface AllureLabel {
  readonly name: string;
  readonly value: string;
}

/** A scenario in Allure's results format (`*-result.json`). */
export interface AllureResult extends AllureStep {
  readonly uuid: string;
  readonly name: string;
  readonly start: number;
  readonly stop?: number;
  readonly labels: readonly AllureLabel[];
  readonly links: readonly { readonly name: string; readonly url: string; readonly type: string }[];
}

/** The hooks around the scenarios whose uuids are `children` (`*-container.json`). */
export interface AllureContainer {
  readonly uuid: string;
  readonly children: readonly string[];
  readonly befores: readonly AllureStep[];
  readonly afters: readonly AllureStep[];
}

const step = {
  $id: 'step',
  type: 'object',
  properties: {
    name: { type: 'string' },
    status: { type: 'string' },
    statusDetails: { type: 'object' },
    steps: { type: 'array', items: { $ref: 'step' } },
    attachments: { type: 'array', items: { type: 'object', required: ['source'] } },
  },
};
const isResult = checkBy<AllureResult>(
  {
    allOf: [{ $ref: 'step' }],
    type: 'object',
    required: ['uuid', 'name', 'start', 'labels', 'links'],
    properties: {
      uuid: { type: 'string' },
      start: { type: 'number' },
      labels: { type: 'array', items: { type: 'object', required: ['name', 'value'] } },
      links: { type: 'array', items: { type: 'object' } },
    },
  },
  {},
  [step],
);
const isContainer = checkBy<AllureContainer>(
  {
    type: 'object',
    required: ['uuid', 'children', 'befores', 'afters'],
    properties: {
      uuid: { type: 'string' },
      children: { type: 'array', items: { type: 'string' } },
      befores: { type: 'array', items: { $ref: 'step' } },
      afters: { type: 'array', items: { $ref: 'step' } },
    },
  },
  {},
  [step],
);

/** Reads a result file's text. @throws Error naming the file and what is wrong in it. */
export function parseResult(text: string, file: string): AllureResult {
  return parse(text, file, isResult);
}

/** Reads a container file's text. @throws Error naming the file and what is wrong in it. */
export function parseContainer(text: string, file: string): AllureContainer {
  return parse(text, file, isContainer);
}

function parse<T>(text: string, file: string, isRight: Check<T>): T {
  const content: unknown = JSON.parse(text);
  if (isRight(content)) {
    return content;
  }
  throw new Error(`${file} is not as Allure writes it: ${isRight.told('it')}`);
}
