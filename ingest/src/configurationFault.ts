/** Wrong use or configuration: what is wrong and how to mend it. Ends a start with exit code 2. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault'
  readonly mend: string
  constructor(message: string, mend: string) {
    super(message)
    this.mend = mend
  }
}
