import { defineParameterType } from '@cucumber/cucumber';
import type { PersonName } from './contract/person-names';

export type { PersonName } from './contract/person-names';

/** The names of servers in a scenario that has more than one. */
export type ServerName = 'blue' | 'green' | 'red';

/** The names of hosts in a scenario that has more than one. A is whichever host the cloud offers. */
export type HostName = 'A' | 'B';

/** What a scenario calls a server: its only one ("a server", "the server"), one by name ("server blue"), or several by name. */
export type ServerAlias =
  { kind: 'the server' } | { kind: 'named'; name: ServerName } | { kind: 'several'; names: readonly ServerName[] };

/** What a scenario calls a host: its only one ("a host", "the host"), or one by name ("host A"). */
export type HostAlias = { kind: 'the host' } | { kind: 'named'; name: HostName };

/** What a person has done to a server before the story begins. */
export type Deed =
  | 'deleted'
  | 'soft-deleted'
  | 'locked'
  | 'unlocked'
  | 'stopped'
  | 'paused'
  | 'suspended'
  | 'rescued'
  | 'shelved'
  | 'offloaded';

/** What a person does to a server when the story is about that, beside deleting it. */
export type Act = 'offloads' | 'unshelves' | 'evacuates' | 'force-deletes' | 'restores' | 'unlocks';

/** What a person does so that a server moves to another host, or stays there. */
export type MoveAct = 'resizes' | 'migrates' | 'confirms the resize of' | 'reverts the resize of';

/** What has become of a server. */
export type ServerState =
  | 'running'
  | 'in error'
  | 'marked for deletion'
  | 'soft-deleted'
  | 'in error because no host could take it'
  | 'shelved and offloaded'
  | 'resized and not confirmed'
  | 'shut off';

/** What a server is made with, beyond its flavor and image. */
export type Equipment =
  | 'a custom resource'
  | 'a required trait'
  | 'a port made by Nova'
  | 'two ports made by Nova'
  | 'a port made by the owner'
  | 'two ports made by the owner'
  | 'a root volume'
  | 'a data volume'
  | 'two data volumes'
  | 'a volume that goes with it'
  | 'two volumes that go with it';

/** What belongs to a server, and may outlive it. */
export type Belonging = 'the port' | 'the ports' | 'the volume' | 'the volumes' | 'the shelved image';

/** What becomes of a belonging. */
export type Fate = 'gone' | 'free' | 'in use';

/** What a host's compute service is, by Nova's service list. */
export type HostState = 'up' | 'down' | 'forced down' | 'enabled' | 'disabled';

/** How a server shows its host to operators (`host_status`, reference A.3). */
export type HostStatus = 'UP' | 'DOWN' | 'UNKNOWN' | 'MAINTENANCE';

/** How the cloud refuses a request. */
export type Refusal = 'invalid' | 'not signed in' | 'not allowed' | 'not found' | 'in conflict' | 'server error';

/** A service that Nova calls. */
export type ServiceName = 'Placement' | 'Neutron' | 'Cinder';

/** What a service may refuse to do for hosts, while it does everything else. */
export type Favour = 'make ports' | 'bind ports' | 'attach volumes';

/** What keeps Nova from a service that it calls. */
export type TroubleName =
  | 'Nova could not reach Placement'
  | 'Placement answered with an error'
  | 'Placement did not answer'
  | 'Neutron answered with an error';

/** A token that does not say who is asking. */
export type BadToken = 'no token' | 'a bad token' | 'a revoked token' | 'an expired token';

/** A server that is not there. */
export type NoServer = 'a server that never was' | 'a server with a malformed id';

/** What is wrong with an operator's update of a compute service. */
export type Mistake =
  | 'a malformed id'
  | 'an unknown id'
  | 'no change'
  | 'a reason for enabling'
  | 'an unknown status'
  | 'a number for a flag'
  | 'the id of a scheduler'
  | 'force-down at microversion 2.10';

/** The id of a service that there is none of. */
export type WrongId = 'a malformed id' | 'an unknown id';

/** Where the owner's project's servers are counted. */
export type Account = 'usage in Placement' | 'quota';

/**
 * A parameter type as data. `words` lists every spelling that `regexp` accepts, for the step dictionary and the linter;
 * `transformer` turns the captured text into the value that a step receives.
 */
export interface ParameterTypeDefinition<T> {
  name: string;
  regexp: RegExp;
  words: readonly string[];
  transformer: (text: string) => T;
  useForSnippets: boolean;
}

const people: Readonly<Record<string, PersonName>> = {
  'the owner': 'owner',
  'the reader': 'reader',
  'the stranger': 'stranger',
  'the operator': 'operator',
};

const servers: Readonly<Record<string, ServerAlias>> = {
  'a server': { kind: 'the server' },
  'the server': { kind: 'the server' },
  'server blue': { kind: 'named', name: 'blue' },
  'server green': { kind: 'named', name: 'green' },
  'server red': { kind: 'named', name: 'red' },
  'servers blue and green': { kind: 'several', names: ['blue', 'green'] },
  'servers green and red': { kind: 'several', names: ['green', 'red'] },
  'servers blue, green and red': { kind: 'several', names: ['blue', 'green', 'red'] },
};

const hosts: Readonly<Record<string, HostAlias>> = {
  'a host': { kind: 'the host' },
  'the host': { kind: 'the host' },
  'host A': { kind: 'named', name: 'A' },
  'host B': { kind: 'named', name: 'B' },
};

const deeds = sameWords<Deed>(
  'deleted',
  'soft-deleted',
  'locked',
  'unlocked',
  'stopped',
  'paused',
  'suspended',
  'rescued',
  'shelved',
  'offloaded',
);
const acts = sameWords<Act>('offloads', 'unshelves', 'evacuates', 'force-deletes', 'restores', 'unlocks');
const moveActs = sameWords<MoveAct>('resizes', 'migrates', 'confirms the resize of', 'reverts the resize of');

const serverStates: Readonly<Record<string, ServerState>> = {
  ...sameWords<ServerState>(
    'running',
    'in error',
    'marked for deletion',
    'soft-deleted',
    'in error because no host could take it',
    'shelved and offloaded',
    'resized and not confirmed',
    'shut off',
  ),
  'in error because no host could take them': 'in error because no host could take it',
};
const equipment = sameWords<Equipment>(
  'a custom resource',
  'a required trait',
  'a port made by Nova',
  'two ports made by Nova',
  'a port made by the owner',
  'two ports made by the owner',
  'a root volume',
  'a data volume',
  'two data volumes',
  'a volume that goes with it',
  'two volumes that go with it',
);
const belongings = sameWords<Belonging>('the port', 'the ports', 'the volume', 'the volumes', 'the shelved image');
const fates = sameWords<Fate>('gone', 'free', 'in use');

const hostStates: Readonly<Record<string, HostState>> = {
  up: 'up',
  down: 'down',
  'forced down': 'forced down',
  enabled: 'enabled',
  disabled: 'disabled',
};

const hostStatuses: Readonly<Record<string, HostStatus>> = {
  UP: 'UP',
  DOWN: 'DOWN',
  UNKNOWN: 'UNKNOWN',
  MAINTENANCE: 'MAINTENANCE',
};

const refusals = sameWords<Refusal>(
  'invalid',
  'not signed in',
  'not allowed',
  'not found',
  'in conflict',
  'server error',
);
const services = sameWords<ServiceName>('Placement', 'Neutron', 'Cinder');
const favours = sameWords<Favour>('make ports', 'bind ports', 'attach volumes');
const troubles = sameWords<TroubleName>(
  'Nova could not reach Placement',
  'Placement answered with an error',
  'Placement did not answer',
  'Neutron answered with an error',
);
const badTokens = sameWords<BadToken>('no token', 'a bad token', 'a revoked token', 'an expired token');
const noServers = sameWords<NoServer>('a server that never was', 'a server with a malformed id');
const mistakes = sameWords<Mistake>(
  'a malformed id',
  'an unknown id',
  'no change',
  'a reason for enabling',
  'an unknown status',
  'a number for a flag',
  'the id of a scheduler',
  'force-down at microversion 2.10',
);
const wrongIds = sameWords<WrongId>('a malformed id', 'an unknown id');
const accounts = sameWords<Account>('usage in Placement', 'quota');
const amounts: Readonly<Record<string, number>> = { no: 0, one: 1 };
const microversions = sameWords('2.10', '2.20', '2.52', '2.53', '2.94', '2.95');

/** `{person}`: "the owner", "the reader", "the stranger", "the operator". */
export const personType = parameterType('person', people);

/** `{server}`: "a server" and "the server" mean the scenario's only one, "server blue" one of several, "servers blue and green" these. */
export const serverType = parameterType('server', servers);

/** `{host}`: "a host" and "the host" mean the scenario's only one, "host A" one of several. */
export const hostType = parameterType('host', hosts);

/** The parameter types that step definitions use today. */
export const parameterTypes: readonly ParameterTypeDefinition<unknown>[] = [
  personType,
  serverType,
  hostType,
  parameterType('deed', deeds),
  parameterType('act', acts),
  parameterType('moveAct', moveActs),
  parameterType('serverState', serverStates),
  parameterType('equipment', equipment),
  parameterType('belonging', belongings),
  parameterType('fate', fates),
  parameterType('hostState', hostStates),
  parameterType('hostStatus', hostStatuses),
  parameterType('refusal', refusals),
  parameterType('service', services),
  parameterType('favour', favours),
  parameterType('trouble', troubles),
  parameterType('badToken', badTokens),
  parameterType('noServer', noServers),
  parameterType('mistake', mistakes),
  parameterType('wrongId', wrongIds),
  parameterType('account', accounts),
  parameterType('microversion', microversions),
  parameterType('amount', amounts),
];

/** Registers every parameter type with cucumber. To be called once from support code, before the steps are loaded. */
export function defineParameterTypes(): void {
  for (const { name, regexp, transformer, useForSnippets } of parameterTypes) {
    defineParameterType({ name, regexp, transformer, useForSnippets });
  }
}

/** A parameter type whose spellings are the keys of `meanings`. The transformer throws `RangeError` on any other text. */
function parameterType<T>(name: string, meanings: Readonly<Record<string, T>>): ParameterTypeDefinition<T> {
  const words = Object.keys(meanings);
  return {
    name,
    regexp: new RegExp(words.join('|')),
    words,
    transformer: (text) => {
      const meaning = meanings[text];
      if (meaning === undefined) {
        throw new RangeError(`"${text}" is no ${name}; a ${name} is one of: ${words.join(', ')}`);
      }
      return meaning;
    },
    useForSnippets: false,
  };
}

/** Words that mean themselves. */
function sameWords<W extends string>(...words: readonly W[]): Readonly<Record<string, W>> {
  return Object.fromEntries(words.map((word) => [word, word]));
}
