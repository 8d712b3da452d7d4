import type { InsoleDescription } from '../../model/index.ts'
import { regionsOf } from './regionMap.ts'

/** Fewer sensors do not make a footprint. */
const DENSE = 99

/** Sensors of a dense insole that belong to the footprint: all but those under the toes. */
export interface Footprint {
  readonly sensors: Uint16Array
  readonly y: Float64Array
  readonly area: Float64Array
}

/** Null for fewer than 99 sensors. */
export function footprint(insole: InsoleDescription, areas: Float64Array): Footprint | null {
  if (insole.sensors < DENSE) return null
  const of = regionsOf(insole)
  const kept = of.flatMap((region, k) => (region === null || region === 'hallux' || region === 'toes25' ? [] : [k]))
  const at = (k: number) => insole.layout.sensors[k]!.y_mm
  return { sensors: Uint16Array.from(kept), y: Float64Array.from(kept, at), area: Float64Array.from(kept, (k) => areas[k]!) }
}

/**
 * `touched[k]`: sensor k was pressed in the stance. NaN when nothing was.
 *
 * @algorithm Type of foot
 *
 * Proxies of any insole with sensors under the midfoot: its share of the force-time integral (heel, midfoot, forefoot; toes left out), its contact
 * time, and its medial half's share. They are screening proxies, not an arch index: there are no published cut-offs for fewer than 99 sensors;
 * compare with insoles of the same kind.
 *
 * From 99 sensors with areas on: the arch index (Cavanagh & Rodgers 1987, doi:10.1016/0021-9290(87)90255-7), the area touched (above 15 kPa at any time of
 * the stance) in the middle third / the whole area touched, toes left out, thirds of equal length from the rearmost to the foremost touched
 * sensor. A sensor reaches half the root of its area to the front and the back; one that a border crosses counts for both thirds by what lies
 * in each. Of a rectangle it is 1/3. It is dynamic and in the shoe: larger than that of a standing footprint, whose cut-offs (0.21, 0.26)
 * are quoted widely.
 */
export function archIndex({ sensors, y, area }: Footprint, touched: Uint8Array): number {
  let low = Infinity
  let high = -Infinity
  for (let q = 0; q < sensors.length; q++) {
    if (touched[sensors[q]!] !== 1) continue
    const half = Math.sqrt(area[q]!) / 2
    low = Math.min(low, y[q]! - half)
    high = Math.max(high, y[q]! + half)
  }
  const third = (high - low) / 3
  let whole = 0
  let middle = 0
  for (let q = 0; q < sensors.length; q++) {
    if (touched[sensors[q]!] !== 1) continue
    const size = Math.sqrt(area[q]!)
    const from = Math.max(low + third, y[q]! - size / 2)
    const to = Math.min(high - third, y[q]! + size / 2)
    whole += area[q]!
    if (to > from) middle += (area[q]! * (to - from)) / size
  }
  return whole > 0 ? middle / whole : NaN
}
