/** What is wrong with one variable, and what to do about it; never its value. */
export interface ConfigProblem {
  readonly variable: string
  readonly message: string
}

/** The environment cannot be used. The message has one line for each bad variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, message }) => `  ${variable}: ${message}`)
    super(`The configuration cannot be used:\n${lines.join('\n')}`)
    this.problems = problems
  }
}
