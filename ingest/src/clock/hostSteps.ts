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
  /** What `total_s` lacks after so many steps, by all bounds: it is the same for all insoles, and known better with time. */
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
  /** What all corrections lack, by this insole's bounds before and after the last step (error_s: 95 %). */
  lacks(by_s: number, error_s: number): void
}

/** A lone exchange may be wrong; so many that agree are not. */
const ENOUGH = 3
/** So many that allow it, and still not enough that demand it: it was none. */
const LONGEST = 40
/** A clock that is off by less than this has drifted; it is not another one. */
const DRIFT_S = 0.02

interface Seat {
  readonly party: StepParty
}

/** A step from low_s to high_s, since its first exchange. */
interface Guess {
  readonly by: Seat
  low_s: number
  high_s: number
  /** Exchanges that allow it, and whatever allows nothing else. */
  told: number
  demanded: number
  /** The other insole's exchanges exclude it. */
  denied: boolean
}

export function createHostSteps(): HostSteps {
  const seats = new Map<string, Seat>()
  let total_s = 0
  const lack_s: number[] = [0]
  /** Of the last step, by all who were there. */
  const lacks = new Map<Seat, { readonly by_s: number; readonly weight: number }>()
  let guess: Guess | null = null

  function everyone(say: (party: StepParty) => void): void {
    guess = null
    for (const { party } of seats.values()) say(party)
  }

  function decide(open: Guess): void {
    if (open.demanded < ENOUGH || open.told < ENOUGH) {
      if (open.told >= LONGEST) everyone((party) => party.dismissed())
      return
    }
    if (open.denied) {
      guess = null
      if (Math.max(open.low_s, -open.high_s) > DRIFT_S) open.by.party.replaced()
      else open.by.party.dismissed()
      return
    }
    // Commands wait less than responses (line.ts): the luckiest of them is nearest.
    const by_s = open.low_s + (open.high_s - open.low_s) / (open.told + 2)
    total_s += by_s
    lacks.clear()
    lack_s.push(lack_s.at(-1) ?? 0)
    everyone((party) => party.stepped(by_s))
  }

  /** Whether it speaks to the guess that is open from now on. */
  function speaks(seat: Seat, low_s: number, high_s: number, contradicts: boolean): boolean {
    // The host stepped back in the middle of it: it tells nothing.
    if (low_s > high_s) return false
    if (guess !== null && guess.denied && guess.by !== seat) return false
    if (guess !== null && (low_s > guess.high_s || high_s < guess.low_s)) {
      if (guess.by === seat || guess.denied) everyone((party) => party.dismissed())
      else {
        guess.denied = true
        for (const one of seats.values()) if (one !== guess.by) one.party.dismissed()
        return false
      }
    }
    if (guess === null) {
      if (!contradicts) return false
      guess = { by: seat, low_s, high_s, told: 0, demanded: 0, denied: false }
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
      return lack_s.length - 1
    },
    lack_s: (steps) => lack_s[steps] ?? 0,
    get open() {
      return guess !== null
    },
    seat(name, party) {
      const seat: Seat = { party }
      const last = seats.get(name)
      if (guess !== null && guess.by === last) everyone((p) => p.dismissed())
      last?.party.dismissed()
      seats.set(name, seat)
      return {
        exchange(low_s, high_s, contradicts) {
          if (!speaks(seat, low_s, high_s, contradicts) || guess === null) return false
          guess.told++
          return true
        },
        tooEarly(high_s) {
          speaks(seat, -Infinity, high_s, true)
        },
        lacks(by_s, error_s) {
          if (!Number.isFinite(error_s)) return
          lacks.set(seat, { by_s, weight: 1 / error_s ** 2 })
          let sum = 0
          let weights = 0
          for (const lack of lacks.values()) {
            sum += lack.by_s * lack.weight
            weights += lack.weight
          }
          lack_s[lack_s.length - 1] = sum / weights
        },
        decide() {
          if (guess !== null) decide(guess)
        },
      }
    },
  }
}
