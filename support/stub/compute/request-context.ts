/** On whose behalf something is done: what is left of a request after its reply (`nova/context.py`). */
export interface RequestContext {
  readonly requestId: string;
  readonly projectId: string;
  readonly userId: string;
  /** The user's token, for what Nova asks of its neighbours in the user's name. */
  readonly authToken: string;
  readonly userName: string;
  readonly projectName: string;
  readonly roles: readonly string[];
}
