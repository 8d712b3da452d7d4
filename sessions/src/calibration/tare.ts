import { createLoadCheck, type LoadCheck } from '@solestream/processing/analysis'
import type { InsoleDescription, SampleBlock, Side } from '@solestream/processing/model'

/** Unloaded for so long, by the samples that this host sees, before the insole is asked. */
const LOOK_S = 1

/** Looks at the samples of the sides that are to be tared. */
export interface TareWatch {
  push(block: SampleBlock): void
  /** null: not long enough yet; else what speaks against it, by side (empty: nothing). */
  verdict(): readonly { readonly side: Side; readonly because: string }[] | null
}

/** `settle_s`: samples of so long are let pass first. */
export function createTareWatch(insoles: readonly InsoleDescription[], settle_s: number): TareWatch {
  const checks = new Map<Side, { readonly check: LoadCheck; from_s: number }>(
    insoles.map((insole) => [insole.side, { check: createLoadCheck(insole), from_s: NaN }]),
  )
  return {
    push(block) {
      const of = checks.get(block.side)
      if (of === undefined || block.n === 0) return
      const first_s = block.time_s[0]!
      if (Number.isNaN(of.from_s)) of.from_s = first_s + settle_s
      if (first_s >= of.from_s) of.check.push(block)
    },
    verdict() {
      if ([...checks.values()].some(({ check }) => check.seconds < LOOK_S)) return null
      return [...checks].flatMap(([side, { check }]) => {
        const because = check.loaded()
        return because === null ? [] : [{ side, because }]
      })
    },
  }
}
