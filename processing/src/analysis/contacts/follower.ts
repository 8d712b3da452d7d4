import type { Side } from '@solestream/processing/model'
import { acquire } from './acquire.ts'
import { ContactCore } from './core.ts'
import type { History } from './history.ts'
import type { Levels } from './levels.ts'
import type { ContactSettings } from './settings.ts'

/** While the levels are unknown they are looked for this often. */
const LOOK_S = 0.1
/** Confidence of what is reported from levels that an envelope gave. */
const FRESH_TRUST = 0.8

/** Learns the levels of one foot, then lets the state machine follow it. */
export class Follower {
  readonly core: ContactCore
  private readonly history: History
  private readonly levels: Levels
  private known = false
  private looked_s = -Infinity

  constructor(side: Side, history: History, levels: Levels, settings: ContactSettings, lookAhead: boolean) {
    this.history = history
    this.levels = levels
    this.core = new ContactCore(side, history, levels, settings, lookAhead)
  }

  /** Takes sample i, the next one. */
  step(i: number): void {
    if (this.known) this.core.step(i)
    else this.look(i)
  }

  private look(i: number): void {
    const { history, core } = this
    const t = history.t(i)
    if (t - this.looked_s < LOOK_S) return
    this.looked_s = t
    const found = acquire(history, i)
    if (found === null) return
    this.known = true
    this.levels.seed(found.floor, found.peak, found.noise)
    core.trust = FRESH_TRUST
    core.begin(found.from)
    for (let j = found.from + 1; j <= i; j++) core.step(j)
    core.trust = 1
  }
}
