/** Something that was seen, or that is known of how it came about. */
export type Clue =
  | 'an allocation is left'
  | 'only a part of it is left'
  | 'the API deleted its server'
  | 'the host deleted its server'
  | 'no host had begun to build its server'
  | 'its server has left the host'
  | 'its build was given up'
  | 'the host has started since'
  | 'somebody wrote it onto a running host'
  | 'a server with a volume as root disk holds disk of its host'
  | 'the shelved image of a deleted server is left'
  | 'Nova asked Glance to delete it'
  | 'Nova did not ask Glance to delete it'
  | 'a local delete was refused'
  | 'it was answered 409'
  | 'it was answered 500'
  | 'Placement refused connections of Nova'
  | 'Placement answered Nova with an error'
  | 'Placement did not answer Nova'
  | 'Placement was asked to take all of it away'
  | 'a consumer cannot be written anew'
  | 'it holds nothing any more'
  | 'it holds something yet'
  | 'a live server holds nothing'
  | 'it is being built'
  | 'Nova emptied its allocation, as healing hosts do'
  | 'a volume is still held for a server'
  | 'its server was deleted'
  | 'its server was offloaded'
  | 'its server had found no host'
  | 'Nova asked Cinder to give it back'
  | 'Nova did not ask Cinder to give it back'
  | 'only Cinder failed Nova'
  | 'only Glance failed Nova'
  | 'of deletes sent at once one was accepted'
  | 'a volume was detached'
  | 'an allocation was written'
  | 'with a generation that had been used already'
  | 'Nova names an attribute of nothing'
  | 'Nova names a variable without value'
  | 'Nova names a conflict of generations'
  | 'Nova names an error in making its client'
  | 'Nova names an error of Cinder'
  | 'Nova names an error of Glance'
  | 'Nova names the refused connection'
  | 'Nova names a time-out'
  | 'the host counts as down'
  | 'the host counts as up'
  | 'it counted as up just before'
  | 'it was only disabled'
  | 'a delete was not done when it was answered'
  | 'it was done a moment later'
  | 'it was forced up since'
  | 'it is forced down'
  | 'its process was stopped'
  | 'its heartbeat has moved since'
  | 'its heartbeat has not moved since';

/** Why something probably failed, and whose matter that is. */
export interface Cause {
  readonly words: string;
  readonly blames: 'the cloud' | 'its preparation';
}

/** A cause, and what shows it. */
export interface KnownCause extends Cause {
  /** All of this is known. */
  readonly shownBy: readonly Clue[];
  /** Nothing of this is. */
  readonly unless?: readonly Clue[];
}
