import cliProgress from 'cli-progress'

export interface ProgressBar {
  /** 0 to 1, and what is being done. */
  at(share: number, what: string): void
  end(): void
}

const NONE: ProgressBar = { at: () => undefined, end: () => undefined }
const EVERY_MS = 100

/** On stderr when that is a terminal; else nothing. It is wiped away at the end: results stand alone. */
export function createProgressBar(): ProgressBar {
  if (!process.stderr.isTTY) return NONE
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {percentage} % {what}', stream: process.stderr, clearOnComplete: true, hideCursor: true, fps: 1000 / EVERY_MS },
    cliProgress.Presets.rect,
  )
  bar.start(100, 0, { what: '' })
  let next_ms = 0
  return {
    at(share, what) {
      // Work that never leaves its thread starves the bar's own timer.
      const now = performance.now()
      if (now < next_ms) return
      next_ms = now + EVERY_MS
      bar.update(Math.floor(100 * share), { what })
    },
    end: () => bar.stop(),
  }
}
