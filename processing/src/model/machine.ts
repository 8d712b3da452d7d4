/**
 * An algorithm: created fresh for each recording, fed in order, ended once. Its outputs depend on the samples alone, never on how
 * they were cut into blocks.
 */
export interface Machine<In, Out> {
  push(input: In): readonly Out[]
  end(): readonly Out[]
}
