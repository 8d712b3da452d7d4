import { signal, batch } from '@preact/signals'
import { LIVE_PROTOCOL, type LiveMessage, type StatusDocument } from '@solestream/dashboard-shared'
import type { Quality, Side, Summary, Unavailable } from '@solestream/processing/model'
import { FootStream } from './footStream.ts'
import { askWhoIsThere } from '../access/me.ts'
import { openLiveSocket, type Connection } from './liveSocket.ts'
import { Courses } from './courses.ts'
import { figureTable } from './figureTable.ts'

export interface Figures {
  readonly summary: Summary
  readonly unavailable: Unavailable
  readonly quality: Quality
}

/** Valid strides of each foot since the session began, as far as this page has seen; the summary's n where it knows. */
export interface Counted {
  readonly left: number
  readonly right: number
}

/** Fast: drawn outside the components. */
export const feet: Readonly<Record<Side, FootStream>> = { left: new FootStream('left'), right: new FootStream('right') }
export const courses = new Courses()

/** Slow: components look at these. All of them change at most ten times a second, in one batch. */
export const connection = signal<Connection>({ state: 'connecting' })
export const status = signal<StatusDocument | null>(null)
/** performance.now() when `status` came, to count on from its seconds. */
export const statusAt_ms = signal(0)
export const figures = signal<Figures | null>(null)
export const counted = signal<Counted>({ left: 0, right: 0 })
export const layoutRevision = signal(0)
export const ground = signal<Readonly<Record<Side, boolean | null>>>({ left: null, right: null })
/** Seconds since the last sample of each foot, whole ones beyond 1; null before the first sample. */
export const ages_s = signal<Readonly<Record<Side, number | null>>>({ left: null, right: null })
/** performance.now() in steps of a quarter second, for timers. */
export const now_ms = signal(0)

const FLUSH_ms = 100
const pending: { status: StatusDocument | null; figures: Figures | null; layouts: number; left: number; right: number; session: string | null } = {
  status: null, figures: null, layouts: 0, left: 0, right: 0, session: null,
} // prettier-ignore

function onMessage(message: LiveMessage): void {
  switch (message.type) {
    case 'frame':
      return feet[message.side].addFrame(message, performance.now())
    case 'event':
      return feet[message.event.side].addEvent(message.event)
    case 'layout':
      feet[message.side].setLayout(message.layout, message.calibration)
      pending.layouts++
      return
    case 'stride':
      if (message.stride.valid) pending[message.stride.side]++
      return
    case 'replaced':
      pending[message.side] += message.strides.filter((stride) => stride.valid).length - message.validBefore
      return
    case 'summary':
      pending.figures = message
      return
    case 'status':
      return onStatus(message.status)
    case 'hello':
      return onHello(message.protocol)
    case 'drops':
      return
  }
}

function onStatus(next: StatusDocument): void {
  const session = next.recording?.id ?? null
  if (session !== null && session !== pending.session) {
    // Another session: nothing of the one before stays on the page.
    if (pending.session !== null) forget()
    pending.session = session
  }
  pending.status = next
}

function forget(): void {
  feet.left.forget()
  feet.right.forget()
  courses.clear()
  pending.figures = null
  pending.left = pending.right = 0
  figures.value = null
}

/** A page of an older build than the server cannot read its messages: load the new one, once. */
function onHello(protocol: number): void {
  if (protocol === LIVE_PROTOCOL) return
  const key = 'solestream.reloadedFor'
  if (sessionStorage.getItem(key) === String(protocol)) return
  sessionStorage.setItem(key, String(protocol))
  location.reload()
}

const age = (foot: FootStream, now: number): number | null => {
  if (foot.arrived_ms === -Infinity) return null
  const seconds = (now - foot.arrived_ms) / 1000
  // Below a second nobody needs the number, and an equal value redraws nothing.
  return seconds < 1 ? 0 : Math.floor(seconds)
}

function flush(): void {
  const now = performance.now()
  batch(() => {
    if (pending.status !== null) {
      status.value = pending.status
      statusAt_ms.value = now
      pending.status = null
    }
    if (pending.figures !== null) {
      figures.value = pending.figures
      const known = { ...pending.figures, counted: { left: pending.left, right: pending.right } }
      courses.add(Math.max(feet.left.force.newest, feet.right.force.newest), figureTable(known))
      pending.figures = null
    }
    if (pending.layouts !== layoutRevision.value) layoutRevision.value = pending.layouts
    if (pending.left !== counted.value.left || pending.right !== counted.value.right)
      counted.value = { left: pending.left, right: pending.right }
    const stands = { left: feet.left.onGround, right: feet.right.onGround }
    if (stands.left !== ground.value.left || stands.right !== ground.value.right) ground.value = stands
    const ages = { left: age(feet.left, now), right: age(feet.right, now) }
    if (ages.left !== ages_s.value.left || ages.right !== ages_s.value.right) ages_s.value = ages
    now_ms.value = Math.floor(now / 250) * 250
  })
}

/** Connects and keeps the signals fresh until the returned function is called. */
export function startLive(): () => void {
  const close = openLiveSocket(onMessage, (next) => (connection.value = next), askWhoIsThere)
  const timer = setInterval(flush, FLUSH_ms)
  return () => {
    close()
    clearInterval(timer)
  }
}
