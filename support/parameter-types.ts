import { defineParameterType } from '@cucumber/cucumber';

/** The people who act in scenarios: a project member, a project reader, a member of another project, the cloud's admin. */
export type PersonName = 'owner' | 'reader' | 'stranger' | 'operator';

/** The names of servers in a scenario that has more than one. */
export type ServerName = 'blue' | 'green' | 'red';

/** The names of hosts in a scenario that has more than one. A is whichever host the cloud offers. */
export type HostName = 'A' | 'B';

/** What a scenario calls a server: its only one ("a server", "the server"), or one by name ("server blue"). */
export type ServerReference = { kind: 'the server' } | { kind: 'named'; name: ServerName };

/** What a scenario calls a host: its only one ("a host", "the host"), or one by name ("host A"). */
export type HostReference = { kind: 'the host' } | { kind: 'named'; name: HostName };

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

const servers: Readonly<Record<string, ServerReference>> = {
  'a server': { kind: 'the server' },
  'the server': { kind: 'the server' },
  'server blue': { kind: 'named', name: 'blue' },
  'server green': { kind: 'named', name: 'green' },
  'server red': { kind: 'named', name: 'red' },
};

const hosts: Readonly<Record<string, HostReference>> = {
  'a host': { kind: 'the host' },
  'the host': { kind: 'the host' },
  'host A': { kind: 'named', name: 'A' },
  'host B': { kind: 'named', name: 'B' },
};

/** `{person}`: "the owner", "the reader", "the stranger", "the operator". */
export const personType = parameterType('person', people);

/** `{server}`: "a server" and "the server" mean the scenario's only one, "server blue" one of several. */
export const serverType = parameterType('server', servers);

/** `{host}`: "a host" and "the host" mean the scenario's only one, "host A" one of several. */
export const hostType = parameterType('host', hosts);

/** The parameter types that step definitions use today. */
export const parameterTypes: readonly ParameterTypeDefinition<unknown>[] = [personType, serverType, hostType];

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
