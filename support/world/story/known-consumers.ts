/** Consumers in Placement that stand for no live server of the scenario, and what it knows of each. */
export class KnownConsumers {
  readonly #placeholders = new Set<string>();
  readonly #planted = new Map<string, string>();
  readonly #leaking = new Map<string, string>();

  /** Notes a consumer that stands for servers which nobody has made. */
  notePlaceholder(consumer: string): void {
    this.#placeholders.add(consumer);
  }

  placeholders(): ReadonlySet<string> {
    return this.#placeholders;
  }

  /** Notes that somebody has written a leak for the consumer onto a running host, which is to heal it. */
  notePlanted(consumer: string, host: string): void {
    this.#planted.set(consumer, host);
  }

  isPlanted(consumer: string): boolean {
    return this.#planted.has(consumer);
  }

  /** Those whose leaks were planted on the host and are not healed yet. */
  plantedOn(host: string): readonly string[] {
    return consumersOn(this.#planted, host);
  }

  /** Notes that what was planted for the consumer is gone. */
  noteHealed(consumer: string): void {
    this.#planted.delete(consumer);
  }

  /** Notes that the consumer may hold something although its server is gone, until the compute service of the host starts. */
  noteLeaking(consumer: string, host: string): void {
    this.#leaking.set(consumer, host);
  }

  /** Those that may hold something although their server is gone, which breaks I2 and I7. */
  leaking(): ReadonlySet<string> {
    return new Set(this.#leaking.keys());
  }

  leakingOn(host: string): readonly string[] {
    return consumersOn(this.#leaking, host);
  }

  /** Notes that the host's compute service has started: its leaks have to be gone. */
  noteStartOf(host: string): void {
    for (const consumer of this.leakingOn(host)) this.#leaking.delete(consumer);
  }
}

function consumersOn(consumers: ReadonlyMap<string, string>, host: string): readonly string[] {
  return [...consumers].filter(([, where]) => where === host).map(([consumer]) => consumer);
}
