import type { Source } from '@solestream/ingest'
import { SIDES } from '@solestream/processing/model'

const LOOK_EVERY_MS = 100

/** Resolves when nothing that was lost can still be had, after `within_ms` at the latest. */
export async function caughtUp(source: Pick<Source, 'outstanding'>, within_ms: number): Promise<void> {
  const until_ms = performance.now() + within_ms
  while (SIDES.some((side) => (source.outstanding?.(side) ?? 0) > 0) && performance.now() < until_ms)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
}
