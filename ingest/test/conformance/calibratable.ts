import {
  createCalibrationReceiver,
  decodeCalibration,
  decodeCommand,
  decodeIdentity,
  encodeCalibration,
  encodeIdentity,
  encodeResponse,
  FEATURE,
  paged,
  TYPE,
  type Calibration,
  type Command,
  type Response,
  type Result,
} from '@solestream/firmware-protocol'
import { feedSamples, type SampleFeed, type VirtualInsole } from '@solestream/ingest/virtual'

const MOST_BYTES = 8000
/** R-TARE-4. */
const LIMIT = { mean: 0.02, sensor: 0.1, spread: 0.02 } as const

/** What outlives a restart. */
export interface Flash {
  /** Empty: it was never calibrated. */
  document: Uint8Array
  tared_utc: string | null
}

export const flashOf = ({ calibration }: SampleFeed): Flash => ({
  document: calibration === null ? new Uint8Array(0) : encodeCalibration(calibration),
  tared_utc: null,
})

/**
 * A virtual insole whose calibration can be written and tared: PROTOCOL.md 5.4 and 5.5. `feed` makes its samples once more.
 * The pages of its calibration are selected as the insole's own.
 */
export function calibratable(insole: VirtualInsole, feed: () => SampleFeed, flash: Flash): VirtualInsole {
  const receiver = createCalibrationReceiver(insole.identity.sensors, MOST_BYTES)
  const features = insole.identity.features | FEATURE.tare | FEATURE.calibrationWrite

  function tare(date: string, now_s: number): Result {
    const counts = lastSecond(feed(), now_s)
    const old = decodeCalibration(flash.document)
    const zeros = old.ok ? old.value.zero : counts.map(() => -insole.layout.offset / insole.layout.scale)
    if (isLoaded(counts, zeros, insole)) return 'loaded'
    const zero = counts.map(meanOf)
    flash.document = encodeCalibration({ ...(old.ok ? old.value : uncalibrated(zero.length)), zero })
    flash.tared_utc = date
    return 'ok'
  }

  function answer(command: Command, now_s: number): Response | null {
    const { request } = command
    switch (command.command) {
      case 'tare':
        return { command: 'tare', request, result: tare(command.tared_utc, now_s) }
      case 'tareDate':
        return { command: 'tareDate', request, result: flash.tared_utc === null ? 'not-found' : 'ok', tared_utc: flash.tared_utc }
      case 'calibrationBegin':
        return { command: command.command, request, result: receiver.begin(command.size_bytes) }
      case 'calibrationPage':
        return { command: command.command, request, result: receiver.page(command.offset_bytes, command.content) }
      case 'calibrationCommit': {
        const store = (written: Uint8Array): boolean => {
          flash.document = written.slice()
          flash.tared_utc = null
          return true
        }
        return { command: command.command, request, result: receiver.commit(store) }
      }
      default:
        return null
    }
  }

  return {
    ...insole,
    get streaming() {
      return insole.streaming
    },
    get ended() {
      return insole.ended
    },
    disconnected() {
      receiver.reset()
      insole.disconnected()
    },
    read(what, now_s) {
      const bytes = insole.read(what, now_s)
      if (what === 'calibration') return paged(TYPE.calibrationPage, flash.document)[bytes[2]!]!
      const identity = what === 'identity' ? decodeIdentity(bytes) : null
      return identity?.ok ? encodeIdentity({ ...identity.value, features }) : bytes
    },
    write(bytes, now_s) {
      const command = decodeCommand(bytes)
      const response = command.ok ? answer(command.value, now_s) : null
      return response === null ? insole.write(bytes, now_s) : encodeResponse(response)
    },
  }
}

function lastSecond(feed: SampleFeed, now_s: number): number[][] {
  feed.skipTo(now_s - 1)
  const into = feedSamples(feed.sensors, feed.rate_Hz)
  const n = feed.read(feed.rate_Hz, into)
  return Array.from({ length: feed.sensors }, (_, k) => Array.from({ length: n }, (_unused, i) => into.counts[i * feed.sensors + k]!))
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

function isLoaded(counts: readonly (readonly number[])[], zeros: readonly number[], { layout }: VirtualInsole): boolean {
  const loads = counts.map((values, k) => (layout.scale * (meanOf(values) - zeros[k]!)) / layout.fullScale)
  const widest = Math.max(...counts.map((values) => Math.max(...values) - Math.min(...values)))
  return (
    meanOf(loads) > LIMIT.mean || Math.max(...loads) > LIMIT.sensor || widest > (LIMIT.spread * layout.fullScale) / Math.abs(layout.scale)
  )
}

const uncalibrated = (sensors: number): Calibration => ({
  id: '',
  method: 'none',
  unit: 'kPa',
  calibrated_utc: '1970-01-01T00:00:00Z',
  temperature_C: null,
  zero: [],
  gain: new Array<number>(sensors).fill(1),
})
