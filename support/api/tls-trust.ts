/** Whom a client believes that it talks to the right server. */
export interface TlsTrust {
  /** `not verified` believes anybody; a password then goes to whoever answers. */
  readonly servers: 'verified' | 'not verified';
  /** The certificates of the trusted authorities in PEM, in place of those that Node trusts. */
  readonly authorities?: string;
}
