/** Cucumber's configuration, or what was asked for, is wrong: nothing was run. The message says what would be right. */
export class ConfigurationProblem extends Error {
  override readonly name = 'ConfigurationProblem';
}
