/** Consumers in Placement that stand for no live server of the scenario. */
export class KnownConsumers {
  /** Those that stand for servers which nobody has made. */
  readonly placeholders = new Set<string>();
  /** For whom somebody has written a leak, and the running host that is to heal it; healed ones are taken out. */
  readonly planted = new Map<string, string>();
  /** Who may hold something although their server is gone, which breaks I2 and I7, until the compute service of that host starts. */
  readonly leaking = new Map<string, string>();

  /** Notes that the host's compute service has started: its leaks have to be gone. */
  noteStartOf(host: string): void {
    for (const consumer of consumersOn(host, this.leaking)) this.leaking.delete(consumer);
  }
}

/** Of consumers with their hosts, those of the host. */
export function consumersOn(host: string, consumers: ReadonlyMap<string, string>): readonly string[] {
  return [...consumers].filter(([, where]) => where === host).map(([consumer]) => consumer);
}
