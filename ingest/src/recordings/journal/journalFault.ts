export type JournalFaultCode = 'no-journal' | 'newer-version' | 'damaged-header'

/** A file that cannot be read as a journal at all. */
export class JournalFault extends Error {
  override readonly name = 'JournalFault'
  readonly code: JournalFaultCode
  readonly mend: string
  constructor(code: JournalFaultCode, message: string, mend: string) {
    super(message)
    this.code = code
    this.mend = mend
  }
}
