/**
 * What a scenario expected was not so. Its stack is its message: a tester reads what was expected and what was seen,
 * and no lines of the suite's code.
 */
export class ExpectationFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpectationFailed';
    this.stack = message;
  }
}

/**
 * The cloud cannot be reached, or is not as a scenario needs it: what the scenario is about was not tried. No wait goes on after it.
 */
export class CloudNotReady extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CloudNotReady';
    this.stack = message;
  }
}

/** A scenario or a step definition is wrong, in words for whoever writes it. */
export class SuiteMistake extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SuiteMistake';
    this.stack = message;
  }
}
