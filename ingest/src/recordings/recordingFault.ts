/** A file that can't be read as what it should be: which, where, why, and what to do. Nothing of such a file counts as read. */
export class RecordingFault extends Error {
  override readonly name = 'RecordingFault'
  readonly file: string
  /** Counted from 1; null: the file as a whole, or not a text. */
  readonly line: number | null
  readonly mend: string
  constructor(file: string, line: number | null, cause: string, mend: string) {
    super(`${file}${line === null ? '' : `, line ${line}`}: ${cause}`)
    this.file = file
    this.line = line
    this.mend = mend
  }
}
