import type { CloudClients } from '../../api/cloud-clients';
import type { CloudUnderTest } from '../../clouds/cloud';

/** Whom and what clean-up works with. */
export interface CleaningUp {
  readonly cloud: Pick<CloudUnderTest, 'name' | 'now' | 'letTimePass' | 'timing' | 'control' | 'byHand'>;
  /** Writes. */
  readonly operator: CloudClients;
  /** Whose project the servers are in; the operator where it is left out. */
  readonly owner?: CloudClients;
  /** Looks. */
  readonly auditor: CloudClients;
  /** After a killed run nobody knows how far a deed of it got, so a process is looked at before it is taken for running. */
  readonly after?: 'a scenario' | 'a killed run';
}

/** How one thing is taken back, and how a person would do it. */
export interface Settlement {
  /** Shell commands that do it. */
  readonly commands: readonly string[];
  /** Begins what takes long, so that several things can be under way at once; what fails here is told by `takeBack`, which does it again. */
  begin?(): Promise<void>;
  takeBack(): Promise<void>;
}
