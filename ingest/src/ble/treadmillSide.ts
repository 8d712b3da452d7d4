import type { IngestRecord, TreadmillState } from '../record.ts'
import type { TreadmillSeeker } from '../source.ts'
import type { HostClock } from './hostClock.ts'
import type { Connection } from './radio.ts'
import type { Timing } from './timing.ts'
import { runTreadmillLink } from './treadmillLink.ts'

const MEND = 'Switch the treadmill on and its Bluetooth too, and keep other apps from connecting to it; it is taken up again by itself.'

/** The one treadmill that may be linked beside the insoles, and what is said of it. */
export interface TreadmillSide extends TreadmillSeeker {
  /** One is wanted, and none is linked. */
  readonly seeks: boolean
  connecting(name: string | null): void
  /** It was heard but could not be connected. */
  unreached(detail: string): void
  /** Until the link is over; never rejects. */
  live(connection: Connection, name: string | null): Promise<void>
}

export interface TreadmillSideOptions {
  readonly clock: HostClock
  readonly timing: Timing
  record(record: IngestRecord): void
  /** Whether one is sought has changed. */
  changed(): void
}

export function createTreadmillSide({ clock, timing, record, changed }: TreadmillSideOptions): TreadmillSide {
  let wanted = false
  let linked: Connection | null = null
  const say = (state: TreadmillState, name: string | null = null, detail = '', mend: string | null = null): void =>
    record({ type: 'treadmill', host_s: clock.now_s(), state, name, detail, mend })
  const silent = (): void =>
    record({ type: 'belt', host_s: clock.now_s(), speed_m_s: null, incline_percent: null, teller: 'treadmill', raw: null })
  return {
    get seeks() {
      return wanted && linked === null
    },
    connect() {
      if (wanted) return
      wanted = true
      say('searching')
      changed()
    },
    async disconnect() {
      if (!wanted) return
      wanted = false
      await linked?.disconnect()
      say('none')
      changed()
    },
    connecting(name) {
      if (wanted) say('connecting', name)
    },
    unreached(detail) {
      if (wanted) say('searching', null, `It can be heard, but not connected: ${detail}.`, MEND)
    },
    async live(connection, name) {
      if (!wanted) return
      linked = connection
      let told = false
      try {
        await runTreadmillLink(connection, timing, {
          tells() {
            told = true
            say('connected', name)
          },
          belt: (said) => record({ type: 'belt', host_s: clock.now_s(), teller: 'treadmill', ...said }),
        })
      } catch (error) {
        linked = null
        if (told) silent()
        const { message } = error as Error
        if (wanted) say('lost', name, `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`, MEND)
      }
    },
  }
}
