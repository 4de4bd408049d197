import { World } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { CloudUnderTest } from '../clouds/cloud';
import type { Accounts } from './placement/accounts';
import type { Aftermath } from './servers/aftermath';
import type { Allocations } from './placement/allocation-writes';
import type { Attempts } from './attempts/attempts';
import type { Audits } from './placement/audits';
import type { Belongings } from './belongings/server-belongings';
import type { Builds } from './servers/builds';
import type { Deeds } from './servers/deeds';
import type { History } from './servers/history';
import type { Heartbeats } from './hosts/heartbeats';
import type { Hosts } from './hosts/compute-hosts';
import type { Leaks } from './placement/leaks';
import type { Listings } from './servers/listings';
import type { Originals } from './attempts/originals';
import type { Paths } from './placement/paths';
import type { People } from './people/signed-in-people';
import type { Placeholders } from './placement/placeholders';
import type { Providers } from './placement/host-providers';
import type { Races } from './servers/races';
import type { Scenario } from './scenario';
import type { Servers } from './servers/server-states';
import type { Services } from './hosts/service-flags';
import type { Tokens } from './people/bad-tokens';
import type { Usages } from './placement/host-usages';

/** What steps and hooks know as `this`: one noun for each thing that scenarios speak of. */
export class LocalDeleteWorld extends World<unknown> {
  #scenario: Scenario | undefined;
  #tellSkip: (reason: string) => void = () => undefined;

  /**
   * Gives the world its nouns, once the cloud is ready for the scenario.
   *
   * @param tellSkip lets every report tell why the scenario is given up
   */
  begin(scenario: Scenario, tellSkip: (reason: string) => void): void {
    this.#scenario = scenario;
    this.#tellSkip = tellSkip;
  }

  /** Gives the scenario up, because it cannot show here what it is about: what a step then returns skips the rest. */
  giveUp(reason: string): 'skipped' {
    this.#tellSkip(reason);
    return 'skipped';
  }

  /** The scenario that has begun; undefined when it was skipped or the cloud was not ready. */
  begun(): Scenario | undefined {
    return this.#scenario;
  }

  get cloud(): CloudUnderTest {
    return this.#nouns().cloud;
  }

  get people(): People {
    return this.#nouns().people;
  }

  get servers(): Servers {
    return this.#nouns().servers;
  }

  get hosts(): Hosts {
    return this.#nouns().hosts;
  }

  get heartbeats(): Heartbeats {
    return this.#nouns().heartbeats;
  }

  get paths(): Paths {
    return this.#nouns().paths;
  }

  get placeholders(): Placeholders {
    return this.#nouns().placeholders;
  }

  get usages(): Usages {
    return this.#nouns().usages;
  }

  get allocations(): Allocations {
    return this.#nouns().allocations;
  }

  get history(): History {
    return this.#nouns().history;
  }

  get listings(): Listings {
    return this.#nouns().listings;
  }

  get originals(): Originals {
    return this.#nouns().originals;
  }

  get audits(): Audits {
    return this.#nouns().audits;
  }

  get aftermath(): Aftermath {
    return this.#nouns().aftermath;
  }

  get leaks(): Leaks {
    return this.#nouns().leaks;
  }

  get accounts(): Accounts {
    return this.#nouns().accounts;
  }

  get services(): Services {
    return this.#nouns().services;
  }

  get providers(): Providers {
    return this.#nouns().providers;
  }

  get belongings(): Belongings {
    return this.#nouns().belongings;
  }

  get deeds(): Deeds {
    return this.#nouns().deeds;
  }

  get builds(): Builds {
    return this.#nouns().builds;
  }

  get races(): Races {
    return this.#nouns().races;
  }

  get tokens(): Tokens {
    return this.#nouns().tokens;
  }

  get attempts(): Attempts {
    return this.#nouns().attempts;
  }

  /** chai's `expect`, counted as something that the step has verified. */
  expect(seen: unknown): Chai.Assertion {
    this.#nouns().notes.noteVerification();
    return expect(seen);
  }

  #nouns(): Scenario {
    if (this.#scenario === undefined) {
      throw new Error('the scenario has not begun: support/hooks.ts has to be loaded with the step definitions');
    }
    return this.#scenario;
  }
}
