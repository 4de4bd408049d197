import { likelyIn } from './headline';

/** A cause of which others are the faces: what each scenario sees of it depends on where it looks. */
interface JointCause {
  readonly words: string;
  /** As messages name them; each of them is the one for its scenario. */
  readonly faces: readonly string[];
}

/** The joint causes that runs have shown. */
export const jointCauses: readonly JointCause[] = [
  {
    words: 'hosts heal what is no leak: shares of servers that live, or are being built',
    faces: [
      'the healing of a host took what a live server holds',
      "the host's healing took the claim of a server that is being built (bug 1729371)",
    ],
  },
  {
    words: 'Nova frees a part of what a deleted server holds, whoever deletes it',
    faces: [
      "the delete freed a part of the server's allocation, and not all",
      'the host freed a part of the allocation of the server that it ended, and not all',
    ],
  },
  {
    words: 'Nova frees no allocation of a deleted server, whoever deletes it',
    faces: [
      "the delete did not free the server's allocation (bug 1679750)",
      "the host ended the server without freeing the server's allocation",
    ],
  },
  {
    words: 'the delete goes on when Placement fails it, in whatever way, and leaves the allocation',
    faces: [
      'the delete went on when Placement answered with an error, and left the allocation',
      'the delete went on when Placement did not answer in time, and left the allocation',
    ],
  },
];

/** What to call what failures have in common, by their headlines: where all faces of one cause are seen, the cause itself. */
export function joined(headlines: Iterable<string>): (headline: string) => string {
  const seen = new Set([...headlines].map(likelyIn));
  const shown = jointCauses.filter(({ faces }) => faces.every((face) => seen.has(face)));
  return (headline) => {
    const likely = likelyIn(headline);
    const joint = shown.find(({ faces }) => likely !== undefined && faces.includes(likely));
    return joint === undefined ? headline : `likely: ${joint.words}`;
  };
}
