export type StoreFaultCode = 'unwritable' | 'disk-full' | 'corrupt' | 'busy' | 'newer-version' | 'foreign' | 'in-use' | 'stopped'

/** The store's surroundings failed: nothing of the call was written. Trying again later may work; `mend` says what a person can do. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault'
  readonly code: StoreFaultCode
  readonly mend: string
  constructor(code: StoreFaultCode, message: string, mend: string) {
    super(message)
    this.code = code
    this.mend = mend
  }
}
