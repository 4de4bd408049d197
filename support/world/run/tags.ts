import { capabilities, type Capability, type CloudUnderTest } from '../../clouds/cloud';
import { isRelease, isSince } from '../../contract/release';

/** Why a scenario is not run on a cloud: it lacks something, or the scenario says nothing of its release. */
export interface ReasonToSkip {
  readonly kind: 'skipped' | 'not applicable';
  readonly reason: string;
}

/**
 * Why a scenario with these tags cannot be run on the cloud; undefined when it can. Its release counts before what the cloud
 * offers. Throws when a tag names a release that the suite does not know.
 */
export function reasonToSkip(
  tags: readonly string[],
  cloud: Pick<CloudUnderTest, 'name' | 'kind' | 'release' | 'capabilities'>,
): ReasonToSkip | undefined {
  const otherRelease = tags.find((tag) => !appliesTo(tag, cloud));
  if (otherRelease !== undefined) {
    const words = otherRelease.slice(1).replace('-', ' ');
    return { kind: 'not applicable', reason: `${words} only; ${cloud.name} is ${cloud.release}` };
  }
  const embeddedOnly = tags.find((tag) => tag.startsWith('@embedded-only.'));
  if (embeddedOnly !== undefined && cloud.kind !== 'embedded') {
    return { kind: 'skipped', reason: `only the embedded cloud can show it: ${embeddedOnly.slice(1)}` };
  }
  const missing = tags.map(capabilityOf).filter((each) => each !== undefined && !cloud.capabilities.has(each));
  if (missing.length === 0) return undefined;
  return { kind: 'skipped', reason: `${cloud.name} does not offer ${missing.join(', ')}` };
}

function appliesTo(tag: string, { release }: Pick<CloudUnderTest, 'release'>): boolean {
  const [, word, bound] = /^@(since|until)-(.+)$/.exec(tag) ?? [];
  if (word === undefined || bound === undefined) return true;
  if (!isRelease(bound)) throw new Error(`the tag ${tag} names no release that the suite knows`);
  return word === 'since' ? isSince(release, bound) : isSince(bound, release);
}

function capabilityOf(tag: string): Capability | undefined {
  return capabilities.find((capability) => `@${capability}` === tag);
}
