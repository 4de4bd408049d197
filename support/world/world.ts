import { World } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { Scenario } from './scenario';
import type { Timing } from './servers/races';

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

  /** Gives the scenario up when the moment that it is about was missed: what a step then returns skips the rest. */
  unlessMissed(timing: Timing | undefined, reason: string): 'skipped' | undefined {
    if (timing !== 'missed') return undefined;
    this.#tellSkip(reason);
    return 'skipped';
  }

  /** The scenario that has begun; undefined when it was skipped or the cloud was not ready. */
  begun(): Scenario | undefined {
    return this.#scenario;
  }

  get people() {
    return this.#nouns().people;
  }
  get hosts() {
    return this.#nouns().hosts;
  }
  get heartbeats() {
    return this.#nouns().heartbeats;
  }
  get removals() {
    return this.#nouns().removals;
  }

  get flags() {
    return this.#nouns().flags;
  }
  get services() {
    return this.#nouns().services;
  }
  get leaks() {
    return this.#nouns().leaks;
  }
  get usages() {
    return this.#nouns().usages;
  }
  get allocations() {
    return this.#nouns().allocations;
  }
  get placeholders() {
    return this.#nouns().placeholders;
  }
  get audits() {
    return this.#nouns().audits;
  }
  get providers() {
    return this.#nouns().providers;
  }
  get accounts() {
    return this.#nouns().accounts;
  }
  get paths() {
    return this.#nouns().paths;
  }
  get originals() {
    return this.#nouns().originals;
  }
  get attempts() {
    return this.#nouns().attempts;
  }
  get servers() {
    return this.#nouns().servers;
  }
  get builds() {
    return this.#nouns().builds;
  }
  get deletions() {
    return this.#nouns().deletions;
  }
  get states() {
    return this.#nouns().states;
  }
  get deeds() {
    return this.#nouns().deeds;
  }
  get softDeletes() {
    return this.#nouns().softDeletes;
  }

  get races() {
    return this.#nouns().races;
  }
  get aftermath() {
    return this.#nouns().aftermath;
  }
  get history() {
    return this.#nouns().history;
  }
  get listings() {
    return this.#nouns().listings;
  }
  get moves() {
    return this.#nouns().moves;
  }
  get migrationShares() {
    return this.#nouns().migrationShares;
  }
  get liveMigrations() {
    return this.#nouns().liveMigrations;
  }
  get evacuations() {
    return this.#nouns().evacuations;
  }
  get resizedDeletes() {
    return this.#nouns().resizedDeletes;
  }
  get belongings() {
    return this.#nouns().belongings;
  }

  /** chai's `expect`, counted as something that the step has verified. */
  expect(seen: unknown): Chai.Assertion {
    this.#nouns().verifications.note();
    return expect(seen);
  }

  #nouns(): Scenario {
    if (this.#scenario === undefined) {
      throw new Error('the scenario has not begun: support/hooks.ts has to be loaded with the step definitions');
    }
    return this.#scenario;
  }
}
