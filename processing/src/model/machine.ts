/**
 * An algorithm: created fresh for each recording, fed in order, ended once. Its outputs depend on the samples alone, never on how
 * they were cut into blocks.
 */
export interface Machine<In, Out> {
  push(input: In): readonly Out[]
  end(): readonly Out[]
  /** An independent machine in the same state. Kept untouched it is a checkpoint, from which late samples let the work be done again. */
  fork(): Machine<In, Out>
}
