/** Force of one foot, consecutive samples: what a contact detector reads. Read-only, copied by who keeps it. */
export interface ForceChunk {
  /** Samples; the arrays may be longer than they need to be. */
  readonly n: number
  /** Shape [n], seconds on the session's clock, strictly ascending. */
  readonly time_s: Float64Array
  /** Shape [n], sum of the foot's sensors in the source's own unit: any scale, any offset, may drift. NaN: missing. */
  readonly force: Float32Array
  /** Samples lost just before this chunk. */
  readonly lostBefore: number
}
