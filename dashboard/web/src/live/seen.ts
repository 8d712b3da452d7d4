import { computed } from '@preact/signals'
import type { Side } from '@solestream/processing/model'
import { silence_s, situations, type Seen } from '../words/situation.ts'
import { ages_s, connection, now_ms, status, statusAt_ms } from './liveModel.ts'

/** What the words of the page are made from. Changes four times a second at most. */
export const seen = computed<Seen>(() => {
  const link = connection.value
  const now = now_ms.value
  return {
    status: status.value,
    statusAge_s: Math.max(0, (now - statusAt_ms.value) / 1000),
    offline: link.state === 'lost' ? { since_s: Math.max(0, (now - link.since_ms) / 1000), retry_s: (link.retry_ms - now) / 1000 } : null,
    ages_s: ages_s.value,
  }
})

export const notices = computed(() => situations(seen.value))

/** Seconds since the newest sample of each foot where its values are no longer of now, else null. */
export const stale_s = computed<Readonly<Record<Side, number | null>>>(() => {
  const of = (side: Side): number | null => silence_s(seen.value, side)
  return { left: of('left'), right: of('right') }
})

/** Seconds of the recording, counted on between two statuses while data flow. */
export const recordingSeconds = computed<number | null>(() => {
  const { status: of, statusAge_s, offline } = seen.value
  if (of === null || of.recording === null) return null
  const running = of.source.state === 'streaming' && offline === null
  return Math.floor(of.recording.seconds + (running ? Math.min(statusAge_s, 5) : 0))
})
