import type { Side } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import type { LinkState } from '../record.ts'
import type { SourceState } from '../source.ts'

interface Seat {
  state: LinkState
  detail: string
  mend: string | null
  serial: string | null
  /** Of the connection that has the seat now. */
  owner: object | null
  streamed: boolean
  lost_ms: number
  /** Until when it is said that another one was turned down. */
  notice_ms: number
}

export interface SidesListener {
  link(side: Side, state: LinkState, detail: string, mend: string | null): void
  overall(state: SourceState, detail: string, mend: string | null): void
}

const NOTICE_MS = 30_000
export const FIND = 'Switch the insole on and keep it near this computer.'

/** Who is the left and who the right insole, how their links stand, and what that makes of the whole source. */
export interface Sides {
  readonly complete: boolean
  owner(side: Side): object | null
  /** Null, or why this insole can't have the side. */
  claim(side: Side, serial: string, owner: object): string | null
  say(side: Side, owner: object, state: LinkState, detail: string, mend?: string): void
  /** How it streams, where it does. */
  streams(side: Side, detail: string): void
  /** The connection that has the side is over. */
  lose(side: Side, owner: object, detail: string, mend?: string): void
  /** Nobody has the side yet, but somebody was heard who should be it. */
  connecting(side: Side): void
  /** Nobody has the side: it was heard but could not be reached. */
  unreached(side: Side, detail: string): void
  /** An insole was turned down; what holds for the side holds on. */
  refuse(side: Side | null, detail: string, mend: string): void
  /** Nothing is streaming and nothing can: why. Null: the radio is there. */
  radio(state: SourceState | null, detail: string, mend: string | null): void
  /** About every second. */
  tick(): void
  end(): void
}

export function createSides(keepSide_ms: number, listener: SidesListener): Sides {
  const fresh = (): Seat => ({
    state: 'searching',
    detail: 'Looking for it.',
    mend: FIND,
    serial: null,
    owner: null,
    streamed: false,
    lost_ms: -Infinity,
    notice_ms: Infinity,
  })
  const seats: Record<Side, Seat> = { left: fresh(), right: fresh() }
  let radio: { readonly state: SourceState; readonly detail: string; readonly mend: string | null } | null = {
    state: 'starting',
    detail: 'Bluetooth is being started.',
    mend: null,
  }
  let said = ''

  function overall(): void {
    const now =
      radio === null
        ? judge()
        : radio.state === 'waiting' && SIDES.some((s) => seats[s].streamed)
          ? { ...radio, state: 'lost' as const }
          : radio
    const text = `${now.state}\n${now.detail}`
    if (text === said) return
    said = text
    listener.overall(now.state, now.detail, now.mend)
  }
  function judge(): { state: SourceState; detail: string; mend: string | null } {
    const streaming = SIDES.filter((s) => seats[s].state === 'streaming')
    const lost = SIDES.filter((s) => seats[s].streamed && seats[s].state !== 'streaming')
    const tells = [...streaming.map((s) => `the ${s} insole streams`), ...lost.map((s) => `the ${s} insole is lost`)].join(', ')
    const detail = tells === '' ? 'Looking for insoles.' : `${tells[0]?.toUpperCase() ?? ''}${tells.slice(1)}.`
    if (lost.length > 0) return { state: 'lost', detail, mend: FIND }
    if (streaming.length > 0) return { state: 'streaming', detail, mend: null }
    // What to do is said with each insole.
    return { state: 'waiting', detail, mend: null }
  }
  function set(side: Side, state: LinkState, detail: string, mend: string | null): void {
    Object.assign(seats[side], { state, detail, mend, notice_ms: Infinity })
    listener.link(side, state, detail, mend)
    overall()
  }

  return {
    get complete() {
      return SIDES.every((side) => seats[side].owner !== null)
    },
    owner: (side) => seats[side].owner,
    claim(side, serial, owner) {
      const seat = seats[side]
      if (seat.owner !== null && seat.owner !== owner)
        return seat.serial === serial
          ? `Two insoles say they are the ${side} one, both with the serial number ${serial}.`
          : `Two insoles say they are the ${side} one: ${seat.serial ?? ''}, which is used, and ${serial}, which is not.`
      const kept = seat.serial !== null && seat.serial !== serial && performance.now() - seat.lost_ms < keepSide_ms
      if (kept) return `The ${side} insole ${seat.serial ?? ''} was there a moment ago, and now ${serial} says it is the ${side} one.`
      seat.owner = owner
      seat.serial = serial
      return null
    },
    say(side, owner, state, detail, mend) {
      const seat = seats[side]
      if (seat.owner !== owner) return
      if (state === 'streaming') seat.streamed = true
      set(side, state, detail, mend ?? null)
    },
    streams(side, detail) {
      const seat = seats[side]
      const noticed = seat.notice_ms !== Infinity
      if (seat.state === 'streaming' && seat.detail !== detail && !noticed) set(side, 'streaming', detail, null)
    },
    lose(side, owner, detail, mend = FIND) {
      const seat = seats[side]
      if (seat.owner !== owner) return
      seat.owner = null
      seat.lost_ms = performance.now()
      set(side, seat.streamed ? 'lost' : 'searching', detail, mend)
    },
    connecting(side) {
      if (seats[side].owner === null) set(side, 'connecting', 'It was heard and is being connected.', null)
    },
    unreached(side, detail) {
      const seat = seats[side]
      if (seat.owner === null) set(side, seat.streamed ? 'lost' : 'searching', detail, FIND)
    },
    refuse(side, detail, mend) {
      // What does not even tell its side is shown where an insole is missing.
      const shown = side === null ? SIDES.filter((s) => seats[s].owner === null) : [side]
      for (const s of shown) {
        listener.link(s, 'refused', detail, mend)
        const seat = seats[s]
        if (seat.owner !== null) {
          listener.link(s, seat.state, detail, mend)
          seat.notice_ms = performance.now() + NOTICE_MS
        } else Object.assign(seat, { state: 'refused', detail, mend })
      }
    },
    radio(state, detail, mend) {
      const wasThere = radio === null
      radio = state === null ? null : { state, detail, mend }
      if (radio === null && !wasThere)
        for (const side of SIDES) if (seats[side].owner === null && !seats[side].streamed) set(side, 'searching', 'Looking for it.', FIND)
      overall()
    },
    tick() {
      for (const side of SIDES) {
        const seat = seats[side]
        if (seat.owner === null || performance.now() < seat.notice_ms) continue
        seat.notice_ms = Infinity
        listener.link(side, seat.state, seat.detail, seat.mend)
      }
    },
    end() {
      for (const side of SIDES) {
        seats[side].owner = null
        if (seats[side].serial !== null) listener.link(side, 'ended', 'Bluetooth was stopped.', null)
      }
      radio = { state: 'ended', detail: 'Bluetooth was stopped.', mend: null }
      overall()
    },
  }
}
