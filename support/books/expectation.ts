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
