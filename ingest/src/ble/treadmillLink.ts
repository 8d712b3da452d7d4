import { decodeTreadmillData, FTMS } from '../treadmill/treadmillData.ts'
import { attempt } from './attempt.ts'
import type { Connection } from './radio.ts'
import type { Timing } from './timing.ts'

/** How the belt runs by one notification. What it does not tell is as it was told before. */
export interface BeltSaid {
  readonly speed_m_s: number | null
  readonly incline_percent: number | null
  readonly raw: string
}

export interface TreadmillLinkListener {
  /** Its first data are here. */
  tells(): void
  belt(said: BeltSaid): void
}

/** The life of one connection to a treadmill: discover, subscribe, listen until it is over or silent. Always rejects, with an Error that says why. */
export async function runTreadmillLink(connection: Connection, timing: Timing, listener: TreadmillLinkListener): Promise<never> {
  const { over } = connection
  await attempt('discover services', timing.discover_ms, over, () => connection.discover([FTMS.treadmillData]))
  let silence: NodeJS.Timeout | undefined
  try {
    return await new Promise<never>((_, reject) => {
      const seconds = (timing.treadmillSilence_ms / 1000).toFixed(0)
      const wait = (): void => {
        clearTimeout(silence)
        silence = setTimeout(() => reject(new Error(`the treadmill said nothing for ${seconds} s`)), timing.treadmillSilence_ms)
      }
      let [speed_m_s, incline_percent]: [number | null, number | null] = [null, null]
      let heard = false
      const arrived = (bytes: Uint8Array): void => {
        if (over.aborted) return
        wait()
        // A damaged one says nothing new, and is kept as it came.
        const data = decodeTreadmillData(bytes)
        speed_m_s = data?.speed_m_s ?? speed_m_s
        incline_percent = data?.incline_percent ?? incline_percent
        if (!heard) listener.tells()
        heard = true
        listener.belt({ speed_m_s, incline_percent, raw: Buffer.from(bytes).toString('hex') })
      }
      over.addEventListener('abort', () => reject(new Error('the link was lost')), { once: true })
      if (over.aborted) return reject(new Error('the link was lost'))
      wait()
      attempt('subscribe to treadmill data', timing.subscribe_ms, over, () => connection.subscribe(FTMS.treadmillData, arrived)).catch(
        reject,
      )
    })
  } finally {
    clearTimeout(silence)
  }
}
