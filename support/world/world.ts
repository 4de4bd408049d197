import { World } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { CloudUnderTest } from '../clouds/cloud';
import type { History } from './history';
import type { Hosts } from './hosts';
import type { Paths } from './paths';
import type { People } from './people';
import type { Scenario } from './scenario';
import type { Servers } from './servers';
import type { Usages } from './usages';

/** What steps and hooks know as `this`: one noun for each thing that scenarios speak of. */
export class LocalDeleteWorld extends World<unknown> {
  #scenario: Scenario | undefined;

  /** Gives the world its nouns, once the cloud is ready for the scenario. */
  begin(scenario: Scenario): void {
    this.#scenario = scenario;
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

  get paths(): Paths {
    return this.#nouns().paths;
  }

  get usages(): Usages {
    return this.#nouns().usages;
  }

  get history(): History {
    return this.#nouns().history;
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
