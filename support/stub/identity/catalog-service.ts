/** A service in Keystone's catalog. Its public, internal and admin endpoints are the same, in region `RegionOne`. */
export interface CatalogService {
  /** Like `compute`. */
  readonly type: string;
  /** Like `nova`. */
  readonly name: string;
  /** Where it is; `%(project_id)s` in it becomes the project of the token. */
  readonly url: string;
}

/** The region of every endpoint. */
export const region = 'RegionOne';
