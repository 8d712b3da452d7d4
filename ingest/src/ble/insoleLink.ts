import { decodeStatus, STANDARD_UUIDS, UUIDS, type Identity } from '@solestream/firmware-protocol'
import type { InsoleInfo, SyncExchange } from '../record.ts'
import { attempt, pause } from './attempt.ts'
import { openControl, type Control } from './control.ts'
import { fitRate, readIdentity, readInfo, readValue } from './prepare.ts'
import type { Connection } from './radio.ts'
import { keepInSync } from './timeSync.ts'
import type { Timing } from './timing.ts'
import { createWatchdog, type Watchdog } from './watchdog.ts'

const RSSI_MS = 1000

export interface InsoleStatusRead {
  readonly battery_percent: number | null
  readonly temperature_C: number | null
  readonly rssi_dBm: number | null
}

export interface LinkListener {
  /** May throw a Refusal: the link is then given up. */
  identified(identity: Identity): void
  prepared(info: InsoleInfo, rate_Hz: number): void
  packet(bytes: Uint8Array, host_s: number): void
  /** The first samples, or samples again after a silence. */
  streaming(): void
  silent(detail: string): void
  sync(exchange: SyncExchange): void
  status(status: InsoleStatusRead): void
  /** It streams: what was lost can be asked for now, until the link is over. */
  started(control: Control, over: AbortSignal): void
}

/**
 * The life of one connection, from discovery to its loss: discover, identify, read layout and calibration, subscribe, start, then time
 * sync and status until the link is over or goes silent. Always rejects: with a Refusal, or an Error that says what went wrong.
 */
export async function runLink(connection: Connection, now_s: () => number, timing: Timing, listener: LinkListener): Promise<never> {
  const { over } = connection
  await attempt('discover services', timing.discover_ms, over, () => connection.discover())
  const identity = await readIdentity(connection)
  listener.identified(identity)
  const control = await openControl(connection, now_s)
  const info = await readInfo(connection, control, identity)
  const rate_Hz = await fitRate(connection, control, identity)
  listener.prepared(info, rate_Hz)
  await tellStatus(connection, listener)
  return stream(connection, control, now_s, timing, listener)
}

async function stream(
  connection: Connection,
  control: Control,
  now_s: () => number,
  timing: Timing,
  listener: LinkListener,
): Promise<never> {
  const over = new AbortController()
  const ended = (): void => over.abort()
  connection.over.addEventListener('abort', ended, { once: true })
  let watchdog: Watchdog | null = null
  let patience: NodeJS.Timeout | null = null
  try {
    return await new Promise<never>((_, reject) => {
      const seconds = (ms: number): string => (ms / 1000).toFixed(1)
      const alarms = {
        silent: () => listener.silent(`No samples for ${seconds(timing.silence_ms)} s.`),
        resumed: () => listener.streaming(),
        givenUp: () => reject(new Error(`No samples for ${seconds(timing.giveUp_ms)} s.`)),
      }
      const arrived = (bytes: Uint8Array): void => {
        const host_s = now_s()
        if (over.signal.aborted) return
        if (watchdog === null) {
          watchdog = createWatchdog(timing.silence_ms, timing.giveUp_ms, alarms)
          listener.streaming()
        }
        watchdog.fed()
        listener.packet(bytes, host_s)
      }
      const begin = async (): Promise<void> => {
        await attempt('subscribe to samples', timing.subscribe_ms, over.signal, () => connection.subscribe(UUIDS.samples, arrived))
        const { response } = await control.send({ command: 'start' })
        if (response.result !== 'ok') throw new Error(`the insole does not start: ${response.result}`)
        patience = setTimeout(() => {
          if (watchdog === null) reject(new Error(`No samples within ${seconds(timing.firstData_ms)} s of the start.`))
        }, timing.firstData_ms)
        listener.started(control, over.signal)
        void keepInSync(control, over.signal, timing.sync, (exchange) => listener.sync(exchange))
        await keepStatus(connection, over.signal, timing, listener)
      }
      over.signal.addEventListener('abort', () => reject(new Error('The link was lost.')))
      if (connection.over.aborted) ended()
      begin().catch(reject)
    })
  } finally {
    connection.over.removeEventListener('abort', ended)
    over.abort()
    if (patience) clearTimeout(patience)
    ;(watchdog as Watchdog | null)?.stop()
  }
}

async function keepStatus(connection: Connection, over: AbortSignal, timing: Timing, listener: LinkListener): Promise<void> {
  for (;;) {
    await pause(timing.status_ms, over)
    if (over.aborted) return
    await tellStatus(connection, listener)
  }
}

/** Good to have: whether the link holds is told by its samples. */
async function tellStatus(connection: Connection, listener: LinkListener): Promise<void> {
  const status = await readStatus(connection).catch(() => null)
  if (status && !connection.over.aborted) listener.status(status)
}

async function readStatus(connection: Connection): Promise<InsoleStatusRead> {
  const status = decodeStatus(await readValue(connection, 'status', UUIDS.status))
  const level = connection.has(STANDARD_UUIDS.batteryLevel) ? await readValue(connection, 'battery', STANDARD_UUIDS.batteryLevel) : null
  const percent = level?.length === 1 ? (level[0] ?? null) : null
  return {
    battery_percent: percent !== null && percent <= 100 ? percent : null,
    temperature_C: status.ok ? status.value.temperature_C : null,
    rssi_dBm: await attempt('signal strength', RSSI_MS, connection.over, () => connection.rssi_dBm()).catch(() => null),
  }
}
