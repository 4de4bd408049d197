import { join } from 'node:path';
import { EndlessList, NoAnswer, NoEndpoint } from '../api/api-errors';
import { VersionNotOffered, pinnedVersions } from '../api/pinned-versions';
import { CloudNotReady } from '../books/expectation';
import { deadlinesOf } from '../clouds/deadlines';
import { readParameters } from '../clouds/open';
import { ParameterError } from '../clouds/parameters';
import { referenceCloudTiming } from '../contract/timing';
import { RemoteCloudProblem } from '../clouds/remote/problem';
import { ReferenceCloudError } from '../reference-cloud/failure';
import { HostsNotFree } from '../safety/host-leases';
import { HostLeased } from '../safety/leases';
import { checkCode } from './code-check';
import { endProcess } from './ending';
import { tellLeftovers } from './leftovers';
import { configurationOf, packagesOf } from './packages';
import { secondsToStop, tellPlan } from './plan';
import { prepare } from './probe/prepare';
import { CloudNotFit } from './probe/probe';
import type { Surroundings } from './task';
import { voiceOn, type Voice } from './voice';

/** The project's folder. */
export const projectRoot = join(__dirname, '..', '..');

const cloudErrors = [
  CloudNotReady,
  CloudNotFit,
  ParameterError,
  RemoteCloudProblem,
  ReferenceCloudError,
  VersionNotOffered,
  NoAnswer,
  EndlessList,
  NoEndpoint,
  HostLeased,
  HostsNotFree,
];

/** What a run loads, and what the types of that depend on. */
const codeOfRun = {
  root: projectRoot,
  project: join('config', 'tsconfig.run.json'),
  sources: ['step-definitions', 'support', 'tsconfig.json', 'package-lock.json'],
  memory: join('node_modules', '.cache', 'local-delete-acceptance', 'checked-code'),
};

let voice: Voice | undefined;

/** The console's, which is the same for all that is said in this process. */
function ownVoice(): Voice {
  return (voice ??= voiceOn(process.stdout));
}

/** What the gate works in when a person or a pipeline runs it. */
export function projectSurroundings(): Surroundings {
  const isTerminal = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  return {
    root: projectRoot,
    reports: join(projectRoot, 'reports'),
    style: isTerminal ? 'colours' : 'plain',
    ...ownVoice(),
    readParameters,
    checkCode: () => checkCode(codeOfRun),
    tellPlan,
    signals: (context) => ({
      secondsToStop: () => secondsToStop(deadlinesOf(context.runThatIsOpen()?.cloud.timing ?? referenceCloudTiming)),
      whatIsLeft: () => tellLeftovers(context.runThatIsOpen(), context.parameters),
      exit: endProcess,
    }),
    prepare,
    microversions: pinnedVersions,
    packagesOf: (parameters) => packagesOf(projectRoot, parameters),
    configurationOf,
    cloudErrors: cloudErrors.map(({ name }) => name),
  };
}
