import { signal } from '@preact/signals'
import type { FeedbackDocument, LiveMessage } from '@solestream/dashboard-shared'
import { askWhoIsThere } from '../access/me.ts'
import { everyFrame } from '../live/frameLoop.ts'
import { openLiveSocket } from '../live/liveSocket.ts'
import { timeRoundTrip } from '../shell/api.ts'
import { ScreenDelay, type Delay } from './screenDelay.ts'

const TELL_MS = 500
const LOST_MS = 1000
const ROUND_TRIP_EVERY_MS = 5000

/** What the person walks by; set with the message itself, not ten times a second as on the live page: delay is what counts here. */
export const feedback = signal<FeedbackDocument | null>(null)
/** Nothing comes from the insoles. */
export const lost = signal(false)
export const delay = signal<Delay | null>(null)

/** Connects and keeps the signals fresh until the returned function is called. */
export function startScreen(): () => void {
  const measured = new ScreenDelay()
  let sampleToHost_ms: number | null = null
  let newest_ms = performance.now()

  const onMessage = (message: LiveMessage): void => {
    if (message.type === 'frame') {
      newest_ms = performance.now()
      measured.arrived(newest_ms)
      if (lost.peek()) lost.value = false
    } else if (message.type === 'event') measured.event(message.event)
    else if (message.type === 'status') {
      ;({ sampleToHost_ms } = message.status)
      feedback.value = message.status.feedback
    }
  }
  const ask = (): void => void timeRoundTrip().then((lasted_ms) => measured.roundTrip(lasted_ms), () => undefined) // prettier-ignore
  ask()
  const ends = [
    openLiveSocket(onMessage, () => undefined, askWhoIsThere),
    everyFrame((now_ms) => measured.frame(now_ms)),
    every(TELL_MS, () => {
      lost.value = performance.now() - newest_ms > LOST_MS
      delay.value = lost.value ? null : measured.delay(sampleToHost_ms)
    }),
    every(ROUND_TRIP_EVERY_MS, ask),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}
