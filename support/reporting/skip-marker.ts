import { checkBy } from '../check';
import { printable } from '../printable';

/** A scenario was left out because it could not be run here (`skipped`), or because it says nothing of this release (`not applicable`). */
export type SkipKind = 'skipped' | 'not applicable';

/** Why a scenario was left out. */
export interface Skip {
  readonly kind: SkipKind;
  readonly reason: string;
}

/** An attachment as cucumber's `attach(body, mediaType)` takes it. */
export interface MarkerAttachment {
  readonly body: string;
  readonly mediaType: string;
}

/** The media type of the attachment that tells why a scenario was skipped. */
export const skipMediaType = 'application/x.local-delete.skip+json';

/** Why scenarios are skipped once a signal has told the run to end: they were to be tried, and nobody has to be told which. */
export function interruptionBy(signal: string): string {
  return `${interruption}${signal}`;
}

/** True for such a reason. */
export function isInterruption(reason: string): boolean {
  return reason.startsWith(interruption);
}

const interruption = 'the run was interrupted by ';

const isSkip = checkBy<Skip>({
  type: 'object',
  required: ['kind', 'reason'],
  additionalProperties: false,
  properties: { kind: { enum: ['skipped', 'not applicable'] }, reason: { type: 'string', minLength: 1 } },
});

/**
 * The attachment by which a hook says why it returns 'skipped', so that every report can tell it:
 *
 *     const marker = skipMarker('not applicable', 'since 2026.1, this cloud is 2025.1');
 *     this.attach(marker.body, marker.mediaType);
 *     return 'skipped';
 */
export function skipMarker(kind: SkipKind, reason: string): MarkerAttachment {
  return { body: JSON.stringify({ kind, reason: printable(reason) }), mediaType: skipMediaType };
}

/** The skip that an attachment tells of, or undefined when it is about something else or malformed. */
export function readSkipMarker(attachment: MarkerAttachment): Skip | undefined {
  if (attachment.mediaType !== skipMediaType) {
    return undefined;
  }
  const content = parseJson(attachment.body);
  return isSkip(content) ? content : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
