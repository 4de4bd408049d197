import { ApiError } from './errors';

/** A real service would go on here, and the embedded cloud does not. */
export class NotPlayed extends ApiError {
  /** @param what like `GET /os-keypairs` */
  constructor(what: string) {
    super(501, `the embedded cloud does not play ${what}`);
    this.name = 'NotPlayed';
  }
}
