/**
 * The host's own clock may step: the computer slept, a virtual machine was moved. An insole's ticks are never set (PROTOCOL.md R-SAMPLE-3),
 * so when exchanges suddenly contradict the earlier ones, all by an amount that fits, and those of the other insole allow it too, it is
 * the host that stepped. The session's time then goes on as before: readings are corrected by the step, the same for both insoles, and
 * left against right stays as good as it was. Where the other insole denies it, it is this one's clock that is another.
 *
 * A step that is smaller than a connection interval shows in some exchanges only: from the first that contradicts, all are held back until
 * enough have told.
 */
export interface HostSteps {
  /** How far the host's clock is ahead of the session's, from all steps so far. */
  readonly total_s: number
  readonly count: number
  /** What `total_s` lacks after so many steps: the mean of what all insoles say, since it is the same for all; known better with time. */
  lack_s(steps: number): number
  /** Something contradicts what was known, and it is not known yet why. */
  readonly open: boolean
  /** An insole takes its seat; a newer one of that name takes its place. */
  seat(name: string, party: StepParty): StepSeat
}

/** What happens to the exchanges that are held back. */
export interface StepParty {
  /** The host stepped: readings are corrected by so much more from now on; those held back are not yet. */
  stepped(by_s: number): void
  /** Nothing stepped; those that contradict are wrong. */
  dismissed(): void
  /** This insole's clock is another one since the first of them. */
  replaced(): void
  /** What all corrections lack, by this insole's bounds before and after the last step (error_s: 95 %); null: it cannot tell. */
  lack(): StepLack | null
}
export interface StepLack {
  readonly by_s: number
  readonly error_s: number
}

export interface StepSeat {
  /**
   * Each exchange, with the steps of the host that it allows; `contradicts`: none is not among them. True: it is to be held back until the
   * party is told what to do with it.
   */
  exchange(low_s: number, high_s: number, contradicts: boolean): boolean
  /** A packet arrived before it can have been sent, unless the host stepped by high_s or further back. */
  tooEarly(high_s: number): void
  /** After the exchange was held back: the party is told now, if enough have told. */
  decide(): void
}

/** A lone exchange may be wrong; so many that agree are not. */
const ENOUGH = 3
/** So many that allow it, and still not enough that demand it: it was none. */
const LONGEST = 40
/** A clock that is off by less than this has drifted; it is not another one. */
const DRIFT_S = 0.02

/** A step from low_s to high_s, since its first exchange. */
interface Guess {
  readonly by: StepParty
  low_s: number
  high_s: number
  /** Exchanges that allow it, and whatever allows nothing else. */
  told: number
  demanded: number
  /** The other insole's exchanges exclude it. */
  denied: boolean
}

export function createHostSteps(): HostSteps {
  /** Who is there now, by name. */
  const seats = new Map<string, StepParty>()
  let total_s = 0
  /** Of the steps before the last one. */
  const settled_s: number[] = []
  /** All who were there since the last step, or since the start. */
  let witnesses = new Set<StepParty>()
  let guess: Guess | null = null

  function everyone(say: (party: StepParty) => void): void {
    guess = null
    for (const party of seats.values()) say(party)
  }

  function decide(open: Guess): void {
    if (open.demanded < ENOUGH || open.told < ENOUGH) {
      if (open.told >= LONGEST) everyone((party) => party.dismissed())
      return
    }
    if (open.denied) {
      guess = null
      if (Math.max(open.low_s, -open.high_s) > DRIFT_S) open.by.replaced()
      else open.by.dismissed()
      return
    }
    // Commands wait less than responses (line.ts): the luckiest of them is nearest.
    const by_s = open.low_s + (open.high_s - open.low_s) / (open.told + 2)
    total_s += by_s
    settled_s.push(newestLack_s())
    everyone((party) => party.stepped(by_s))
    witnesses = new Set(seats.values())
  }

  function newestLack_s(): number {
    if (settled_s.length === 0) return 0
    let sum = 0
    let weights = 0
    for (const party of witnesses) {
      const lack = party.lack()
      if (lack === null || !Number.isFinite(lack.error_s)) continue
      sum += lack.by_s / lack.error_s ** 2
      weights += 1 / lack.error_s ** 2
    }
    return weights > 0 ? sum / weights : (settled_s.at(-1) ?? 0)
  }

  /** Whether it speaks to the guess that is open from now on. */
  function speaks(party: StepParty, low_s: number, high_s: number, contradicts: boolean): boolean {
    if (guess !== null && guess.denied && guess.by !== party) return false
    if (guess !== null && (low_s > guess.high_s || high_s < guess.low_s)) {
      if (guess.by === party || guess.denied) everyone((one) => one.dismissed())
      else {
        guess.denied = true
        for (const one of seats.values()) if (one !== guess.by) one.dismissed()
        return false
      }
    }
    if (guess === null) {
      if (!contradicts) return false
      guess = { by: party, low_s, high_s, told: 0, demanded: 0, denied: false }
    }
    guess.low_s = Math.max(guess.low_s, low_s)
    guess.high_s = Math.min(guess.high_s, high_s)
    if (contradicts) guess.demanded++
    return true
  }

  return {
    get total_s() {
      return total_s
    },
    get count() {
      return settled_s.length
    },
    lack_s: (steps) => settled_s[steps] ?? newestLack_s(),
    get open() {
      return guess !== null
    },
    seat(name, party) {
      const last = seats.get(name)
      if (guess !== null && guess.by === last) everyone((p) => p.dismissed())
      last?.dismissed()
      seats.set(name, party)
      witnesses.add(party)
      return {
        exchange(low_s, high_s, contradicts) {
          if (!speaks(party, low_s, high_s, contradicts) || guess === null) return false
          guess.told++
          return true
        },
        tooEarly(high_s) {
          speaks(party, -Infinity, high_s, true)
        },
        decide() {
          if (guess !== null) decide(guess)
        },
      }
    },
  }
}
