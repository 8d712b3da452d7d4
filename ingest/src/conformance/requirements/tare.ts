import { decodeResponse, MISSING, SATURATED, type Calibration, type InsoleLayout } from '@solestream/firmware-protocol'
import type { Evidence } from '../evidence.ts'
import { live, type Packet } from '../packets.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import type { TareSeen } from '../seen.ts'
import { allHold, fails, holds, NotSeen, type Verdict } from '../verdict.ts'
import type { Exchange } from '../witness.ts'
import { answered, saidOf } from './answers.ts'
import { readLayout, same } from './documents.ts'
import { identityOf } from './identity.ts'
import { calibrationOf } from './malformations.ts'

/** R-TARE-4. */
const MEAN_LOAD = 0.02
const SENSOR_LOAD = 0.1
const SPREAD = 0.02
/** The insole's last second is not exactly the host's: near a limit either answer is right. */
const MARGIN = 1.5

export const tare: readonly Requirement[] = [
  judged('R-TARE-1', 'the mean of the last second becomes the zero of each sensor, all else stays', (evidence) => {
    const { after, before, stretch } = taredIn(evidence)
    const [is, was] = [calibrationIn(after), calibrationIn(before)]
    if (is === null) return fails('a calibration', 'none')
    const means = meansOf(lastSecond(live(stretch), identityOf(evidence).tick_ns))
    const wrong = means.findIndex(({ mean, range }, k) => Math.abs(is.zero[k]! - mean) > 1 + range / 2)
    if (wrong >= 0) return fails(`a zero of about ${means[wrong]!.mean.toFixed(1)} for sensor ${wrong}`, String(is.zero[wrong]))
    const changed =
      was === null ? [] : (['id', 'method', 'unit', 'calibrated_utc', 'temperature_C'] as const).filter((of) => was[of] !== is[of])
    const gains = was !== null && was.gain.some((gain, k) => gain !== is.gain[k])
    return changed.length > 0 || gains
      ? fails('all but the zeros as it was', `another ${gains ? 'gain' : changed.join(', ')}`)
      : holds(`${means.length} zeros`)
  }),
  judged('R-TARE-2', 'tareDate gives the date of the newest tare', (evidence) => {
    const { dateAfter, tared_utc } = taredIn(evidence)
    const date = dateOf(dateAfter)
    return date === tared_utc ? holds(date) : fails(tared_utc, date ?? saidOf(dateAfter))
  }),
  judged('R-TARE-3', 'an insole that was never calibrated makes a calibration of method none', (evidence) => {
    const { before, after } = taredIn(evidence)
    if (calibrationIn(before) !== null) throw new NotSeen('it was calibrated before')
    const made = calibrationIn(after)
    const { sensors } = readLayout(evidence)
    const expected = 'method none, kPa, gains 1, no id, 1970-01-01T00:00:00Z, temperature unknown'
    const right =
      made?.method === 'none' &&
      made.unit === 'kPa' &&
      made.id === '' &&
      made.calibrated_utc === '1970-01-01T00:00:00Z' &&
      made.temperature_C === null &&
      made.gain.length === sensors.length &&
      made.gain.every((gain) => gain === 1)
    return right
      ? holds(expected)
      : fails(expected, made === null ? 'none' : `${made.method}, ${made.unit}, id ${made.id}, ${made.calibrated_utc}`)
  }),
  judged('R-TARE-4', 'refused with loaded when a foot may be on it, and nothing changes', (evidence) => {
    const seen = evidence.of('tare')
    const { exchange, before, after, stretch, dateBefore, dateAfter } = seen
    const load = loadOf(lastSecond(live(stretch), identityOf(evidence).tick_ns), readLayout(evidence), calibrationIn(before))
    if (exchange.result === 'ok')
      return load > MARGIN
        ? fails('loaded', `ok, at ${load.toFixed(1)} times the limits`)
        : holds(`ok, at ${load.toFixed(2)} of the limits; a loaded one was not seen`)
    if (exchange.result !== 'loaded') throw new NotSeen(`it answered ${saidOf(exchange)}`)
    return allHold(
      `loaded, at ${load.toFixed(1)} times the limits`,
      load < 1 / MARGIN ? fails('ok', `loaded, at ${load.toFixed(2)} of the limits`) : null,
      same(before.pages, after.pages) ? null : fails('the old calibration', 'another one'),
      dateOf(dateBefore) === dateOf(dateAfter) ? null : fails('the old date', saidOf(dateAfter)),
    )
  }),
  unseen('R-TARE-5', 'faulty sensors keep their zero', 'it needs a faulty sensor, or an insole that was just switched on'),
  unseen('R-TARE-6', 'calibration and tare are kept with a measurement', OF_HOSTS),
]

/** Where it was done; throws NotSeen. */
function taredIn(evidence: Evidence): TareSeen {
  const seen = evidence.of('tare')
  const refused: Verdict | null = answered(seen.exchange, 'ok')
  if (refused !== null)
    throw new NotSeen(
      seen.exchange.result === 'loaded' ? 'it was loaded: lay it down, and nothing on it' : `it answered ${saidOf(seen.exchange)}`,
    )
  return seen
}

function calibrationIn(read: TareSeen['before']): Calibration | null {
  const decoded = calibrationOf(read)
  if (!decoded.ok) throw new NotSeen(`the calibration can’t be read: ${decoded.detail}`)
  return decoded.value
}

function dateOf({ answers }: Exchange): string | null {
  const response = answers[0] && decodeResponse(answers[0].bytes)
  return response?.ok && response.value.command === 'tareDate' ? response.value.tared_utc : null
}

/** Of the newest samples, as many as fill a second. */
function lastSecond(packets: readonly Packet[], tick_ns: number): Packet[] {
  const last = packets.at(-1)
  if (last === undefined) throw new NotSeen('no samples came')
  const second = Math.round(1e9 / tick_ns / last.period_ticks)
  let n = 0
  return packets.toReversed().filter((packet) => (n += packet.n) <= second + packet.n)
}

interface Counts {
  readonly mean: number
  readonly range: number
  readonly saturated: boolean
}

function meansOf(packets: readonly Packet[]): Counts[] {
  return Array.from({ length: packets[0]?.sensors ?? 0 }, (_, k) => {
    const counts = packets.flatMap((packet) => [...packet.counts.subarray(k * packet.n, (k + 1) * packet.n)])
    const good = counts.filter((count) => count !== MISSING && count !== SATURATED)
    const mean = good.reduce((a, b) => a + b, 0) / Math.max(1, good.length)
    return { mean, range: Math.max(...good) - Math.min(...good), saturated: counts.includes(SATURATED) }
  })
}

/** How far beyond the limits of R-TARE-4: above 1 it is loaded. */
function loadOf(packets: readonly Packet[], { scale, offset, fullScale }: InsoleLayout, calibration: Calibration | null): number {
  const sensors = meansOf(packets)
  if (sensors.some(({ saturated }) => saturated)) return Infinity
  const loads = sensors.map(({ mean }, k) => (scale * (mean - (calibration?.zero[k] ?? -offset / scale))) / fullScale)
  const mean = loads.reduce((a, b) => a + b, 0) / loads.length
  const widest = Math.max(...sensors.map(({ range }) => range)) * (Math.abs(scale) / fullScale)
  return Math.max(mean / MEAN_LOAD, Math.max(...loads) / SENSOR_LOAD, widest / SPREAD)
}
