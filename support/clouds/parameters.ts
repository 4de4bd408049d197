import type { ErrorObject } from 'ajv';
import { nearest, offer } from '../nearest';
import { type Background, backgrounds, longestLatencySeconds } from '../contract/disorder';
import { releases } from '../contract/release';
import type { Release } from '../contract/release';
import { checkBy } from '../check';

/** What a run is told on its command line or as cucumber's world parameters, checked. */
export interface RunParameters {
  /** `embedded`, `reference`, or the name of a cloud in acceptance.yaml. */
  readonly cloud: string;
  /** The release that the embedded or the reference cloud plays, or that a cloud of acceptance.yaml is said to be. */
  readonly release: Release;
  /** The name of a known bug that the embedded cloud is given, like `bug-1679750`. */
  readonly defect?: string;
  /** Orders the scenarios and seeds what is drawn by chance; the run prints it. */
  readonly seed: number;
  /** In which order the embedded cloud does what is under way inside it; in turn where it is left out. */
  readonly background?: Background;
  /** How long each request on the embedded cloud waits at most, in seconds of its time; not at all where it is left out. */
  readonly latency?: number;
  /** The run's name, six hexadecimal digits; drawn by whoever opens the cloud where it is left out. */
  readonly run?: string;
  /** The only hosts that may be disturbed, of those that the cloud allows; separated by commas. */
  readonly disrupt?: string;
  /** The folder of the ledgers; `reports/ledger` where it is left out. */
  readonly ledgers?: string;
}

/** What only the caller knows: the names of the defects that the embedded cloud can be given. */
export interface KnownNames {
  readonly defects: readonly string[];
  /** The cloud of acceptance.yaml that `remote` (the one that `OS_CLOUD` names) or any other name means. */
  readonly remoteCloud: (name: string) => Pick<RunParameters, 'cloud' | 'release'>;
}

/** Largest seed; it stays readable and exact in JSON. */
const largestSeed = 2 ** 31 - 1;

/** What holds for a run that is told nothing. */
export const defaultParameters = { cloud: 'embedded', release: '2025.1', seed: 1 } as const satisfies RunParameters;

/** The JSON schema of the parameters, as a run may be given them: all are optional. */
const parameterSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    cloud: { type: 'string', minLength: 1 },
    release: { type: 'string', enum: releases },
    defect: { type: 'string', minLength: 1 },
    seed: { type: 'integer', minimum: 0, maximum: largestSeed },
    background: { type: 'string', enum: backgrounds },
    latency: { type: 'number', minimum: 0, maximum: longestLatencySeconds },
    run: { type: 'string', pattern: '^[0-9a-f]{6}$' },
    disrupt: { type: 'string', minLength: 1 },
    ledgers: { type: 'string', minLength: 1 },
  },
} as const;

/** The parameters of a run were wrong; the message has one line for each mistake and says what would be right. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
}

const validate = checkBy<Partial<RunParameters>>(parameterSchema, { allErrors: true });

/**
 * Checks what a run was told and fills in the defaults.
 * @throws ParameterError naming each wrong parameter, its value, and what would be right; whatever `known.remoteCloud` throws.
 */
export function parseParameters(input: unknown, known: KnownNames): RunParameters {
  if (!validate(input)) {
    throw new ParameterError(
      validate
        .errors()
        .map((error) => describe(error, input))
        .join('\n'),
    );
  }
  const parameters = { ...defaultParameters, ...input, ...placeOf(input, known) };
  const { cloud, defect } = parameters;
  refuseDisorder(parameters);
  if (defect !== undefined && cloud !== 'embedded') {
    const instead = cloud === 'reference' ? '; npm run reference -- up --broken NAME breaks a real Nova' : '';
    throw new ParameterError(
      `defect ${defect} was asked for on the cloud ${cloud}: only the embedded cloud can be given a defect${instead}`,
    );
  }
  if (defect !== undefined && !known.defects.includes(defect)) {
    throw new ParameterError(tellUnknownDefect(defect, known.defects));
  }
  return parameters;
}

function refuseDisorder({ cloud, background, latency }: RunParameters): void {
  if (cloud === 'embedded' || (background === undefined && latency === undefined)) return;
  const what = background === undefined ? 'a latency' : `background ${background}`;
  throw new ParameterError(
    `${what} was asked for on the cloud ${cloud}: only the embedded cloud leaves its order and its speed to a seed`,
  );
}

/** That there is no such defect, and which was meant; there are too many for a line. */
export function tellUnknownDefect(defect: string, known: readonly string[], list = '--defect list'): string {
  const near = nearest(defect, known);
  const all = `${list} tells all there are`;
  return `there is no defect ${defect}: ${near === undefined ? all : `did you mean ${near}? (${all})`}`;
}

/** The cloud and the release of the run; what a cloud of acceptance.yaml is, that file says. */
function placeOf(
  { cloud = defaultParameters.cloud, release }: Partial<RunParameters>,
  known: KnownNames,
): Pick<RunParameters, 'cloud' | 'release'> {
  if (cloud === 'embedded' || cloud === 'reference') return { cloud, release: release ?? defaultParameters.release };
  const remote = known.remoteCloud(cloud);
  if (release !== undefined && release !== remote.release) {
    throw new ParameterError(
      `release ${release} was asked for, but acceptance.yaml says that ${remote.cloud} is ${remote.release}: leave --release out, or mend the file`,
    );
  }
  return remote;
}

function describe(error: ErrorObject, input: unknown): string {
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params['additionalProperty']);
    return `there is no parameter ${name}: ${offer(name, Object.keys(parameterSchema.properties))}`;
  }
  const name = error.instancePath.slice(1);
  if (name === '') {
    return `the parameters of a run are an object like {"cloud": "embedded", "release": "2025.1"}, not ${show(input)}`;
  }
  const value = valueOf(input, name);
  if (error.keyword === 'enum') {
    return `there is no ${name} ${String(value)}: ${offer(String(value), name === 'release' ? releases : backgrounds)}`;
  }
  return `parameter ${name} is ${show(value)}, but ${error.message ?? 'it is not allowed'}`;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function valueOf(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? Object.entries(input).find(([key]) => key === name)?.[1] : input;
}
