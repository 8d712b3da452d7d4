import type { GaitEvent } from '../../model/index.ts'

/** Missing samples: the last time that is there before them and the first after. */
export interface Hole {
  readonly before_s: number
  readonly after_s: number
  readonly samples: number
}

/** An event as the other foot's strides need it. */
interface Timed {
  readonly time_s: number
  /** Sample time at which it was known; -Infinity offline. */
  readonly known_s: number
}

/** Contacts and toe-offs of the online mode are dropped in lots of this size once they are far in the past. */
const LOT = 128
/** Online, later strides never ask for events this much older than the newest one. */
const REMEMBERED_S = 30

const LISTS = { 'initial-contact': 'contacts', 'toe-off': 'offs', 'foot-flat': 'flats', 'heel-off': 'heelOffs' } as const

/** What is known of one foot's time line: samples, holes, and events of each kind in order. */
export class FootTimeline {
  first_s = Infinity
  newest_s = -Infinity
  readonly holes: Hole[] = []
  readonly contacts: Timed[] = []
  readonly offs: Timed[] = []
  readonly flats: Timed[] = []
  readonly heelOffs: Timed[] = []
  /** Of contacts and toe-offs. */
  newestEvent_s = -Infinity

  samples(first_s: number, last_s: number, lostBefore: number): void {
    if (this.newest_s === -Infinity) this.first_s = first_s
    else if (lostBefore > 0) this.holes.push(Object.freeze({ before_s: this.newest_s, after_s: first_s, samples: lostBefore }))
    this.newest_s = last_s
  }

  add(event: GaitEvent, forget: boolean): void {
    const list = this[LISTS[event.kind]]
    let at = list.length
    while (at > 0 && list[at - 1]!.time_s > event.time_s) at--
    list.splice(at, 0, Object.freeze({ time_s: event.time_s, known_s: event.detected_s ?? -Infinity }))
    const bounds = list === this.contacts || list === this.offs
    if (bounds && event.time_s > this.newestEvent_s) this.newestEvent_s = event.time_s
    if (forget && list.length > 2 * LOT && list[LOT]!.time_s < event.time_s - REMEMBERED_S) list.splice(0, LOT)
  }

  /** Whether every sample in [from_s, to_s] is there. */
  covers(from_s: number, to_s: number): boolean {
    return this.first_s <= from_s && this.newest_s >= to_s && !this.holeIn(from_s, to_s)
  }

  holeIn(from_s: number, to_s: number): boolean {
    const i = lowerBound(this.holes, from_s, (h) => h.after_s)
    // after_s > from_s: a hole that ends exactly at from_s leaves nothing out
    for (let k = i; k < this.holes.length && this.holes[k]!.before_s < to_s; k++) if (this.holes[k]!.after_s > from_s) return true
    return false
  }
}

/** First index whose key is at or above `value`. */
export function lowerBound<T>(list: readonly T[], value: number, key: (item: T) => number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (key(list[middle]!) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Times of a list in [from_s, to_s) that were known by `known_s`. */
export function timesWithin(list: readonly Timed[], from_s: number, to_s: number, known_s: number): number[] {
  const times: number[] = []
  for (let i = lowerBound(list, from_s, (e) => e.time_s); i < list.length && list[i]!.time_s < to_s; i++) {
    if (list[i]!.known_s <= known_s) times.push(list[i]!.time_s)
  }
  return times
}
