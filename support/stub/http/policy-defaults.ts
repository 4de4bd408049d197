/**
 * Which of the two generations of policy rules a service enforces: the old ones beside the new (`enforce_new_defaults`
 * and `enforce_scope` off), or the new alone (reference D.2.3, G "policy defaults").
 */
export type PolicyDefaults = 'old' | 'new';
