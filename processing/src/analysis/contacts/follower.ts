import type { Side } from '@solestream/processing/model'
import { acquire, ACQUIRE_WINDOW_S } from './acquire.ts'
import { ContactCore } from './core.ts'
import type { History } from './history.ts'
import type { Levels } from './levels.ts'
import type { ContactSettings } from './settings.ts'

/** While the levels are unknown they are looked for this often. */
const LOOK_S = 0.1
/** Without an event for longer than the window that they are learned from, the levels may be wrong: then so many stances there replace them. */
const SILENCE_S = ACQUIRE_WINDOW_S
const STANCES_AGAIN = 3
const LOOK_AGAIN_S = 0.5
/** Confidence of what is reported from levels that an envelope gave, and of so many events more: until they are swings' and stances' own. */
const FRESH_TRUST = 0.8
const FRESH_EVENTS = 4

/** Learns the levels of one foot, then lets the state machine follow it. */
export class Follower {
  readonly core: ContactCore
  private readonly history: History
  private readonly levels: Levels
  private known = false
  private next_s = -Infinity

  constructor(side: Side, history: History, levels: Levels, settings: ContactSettings, lookAhead: boolean) {
    this.history = history
    this.levels = levels
    this.core = new ContactCore(side, history, levels, settings, lookAhead)
  }

  /** Takes sample i, the next one. */
  step(i: number): void {
    const t = this.history.t(i)
    if (this.known) this.core.step(i)
    if (t < this.next_s) return
    if (!this.known) this.look(i, 1)
    else if (t - this.core.lastEvent_s > SILENCE_S) this.look(i, STANCES_AGAIN)
    this.next_s = t + (this.known ? LOOK_AGAIN_S : LOOK_S)
  }

  private look(i: number, stances: number): void {
    const { history, core } = this
    const found = acquire(history, i, stances)
    if (found === null) return
    this.known = true
    this.levels.seed(found.floor, found.peak, found.noise)
    core.trust = FRESH_TRUST
    core.fresh = Infinity
    core.replayedAt_s = history.t(i)
    core.begin(found.from)
    for (let j = found.from + 1; j <= i; j++) core.step(j)
    core.fresh = FRESH_EVENTS
  }
}
