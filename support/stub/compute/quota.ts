/** What a project may use; -1 is without limit. */
export interface Quota {
  readonly instances: number;
  readonly cores: number;
  readonly ramMb: number;
}
