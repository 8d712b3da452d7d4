import { platform } from 'node:os'
import { encodeTreadmillData, FTMS } from '../treadmill/treadmillData.ts'
import { beltSpeed_kmh, type BeltPlan } from './beltPlan.ts'
import type { Bleno, Update } from './bleno.ts'
import { loadBleno } from './loadBleno.ts'

export interface VirtualTreadmillSettings {
  readonly plan: BeltPlan
  readonly incline_percent: number
  readonly name: string
  /** How often it tells its data; treadmills do once a second. */
  readonly every_ms?: number
  /** What happens, for a person to read. */
  readonly log?: (line: string) => void
}

const FEATURE = '2acc'
/** Average speed, total distance, inclination, elapsed time. */
const FEATURES = Uint8Array.of(0x0d, 0x10, 0, 0, 0, 0, 0, 0)
const LAST_WORDS_MS = 100
const M_S_OF_KMH = 1 / 3.6

/**
 * Makes this computer a treadmill with the Fitness Machine Service: advertises, and tells a host how its belt runs. Rejects with a ConfigurationFault
 * when there is no Bluetooth. bleno stays loaded after stop() and keeps the process alive: a command that is done calls process.exit.
 */
export async function runVirtualTreadmill(settings: VirtualTreadmillSettings): Promise<{ stop(): Promise<void> }> {
  const { plan, incline_percent, name, every_ms = 1000, log = () => undefined } = settings
  const bleno = await loadBleno()
  const { Characteristic, PrimaryService } = bleno
  const began_ms = performance.now()
  let [told_s, distance_m] = [0, 0]
  let update: Update | null = null

  /** One record in two notifications, as machines do whose data do not fit in one: the speed comes with the last. */
  function tell(): void {
    const elapsed_s = (performance.now() - began_ms) / 1000
    const speed_m_s = beltSpeed_kmh(plan, elapsed_s) * M_S_OF_KMH
    distance_m += speed_m_s * (elapsed_s - told_s)
    told_s = elapsed_s
    const averageSpeed_m_s = distance_m / elapsed_s
    update?.(Buffer.from(encodeTreadmillData({ distance_m, averageSpeed_m_s, elapsed_s: Math.min(0xffff, elapsed_s) })))
    update?.(Buffer.from(encodeTreadmillData({ speed_m_s, incline_percent, rampAngle_deg: slope_deg(incline_percent) })))
  }
  const timer = setInterval(tell, every_ms)

  const data = new Characteristic({
    uuid: FTMS.treadmillData,
    properties: ['notify'],
    onSubscribe(_size, given) {
      update = given
    },
    onUnsubscribe() {
      update = null
    },
  })
  const feature = new Characteristic({ uuid: FEATURE, properties: ['read'], value: Buffer.from(FEATURES) })
  const services = [new PrimaryService({ uuid: FTMS.service, characteristics: [feature, data] })]
  const listeners = {
    stateChange(state: string) {
      log(state === 'poweredOn' ? 'Bluetooth is back.' : `Bluetooth is ${state}.`)
      if (state === 'poweredOn') void advertise(bleno, name, services).catch((error: unknown) => log(String(error)))
      else update = null
    },
    accept: (host: string) => log(`Connected by ${host}.`),
    disconnect(host: string) {
      log(`Disconnected by ${host}.`)
      update = null
    },
  }
  for (const [event, listener] of Object.entries(listeners)) bleno.on(event, listener)
  await advertise(bleno, name, services)
  log(`Advertising as ${name}.`)
  return {
    async stop() {
      clearInterval(timer)
      for (const [event, listener] of Object.entries(listeners)) bleno.off(event, listener)
      bleno.stopAdvertising()
      bleno.disconnect()
      await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS))
    },
  }
}

const slope_deg = (percent: number): number => (Math.atan(percent / 100) * 180) / Math.PI

/** Flags, the service, and as its data what the service asks for: available, and a treadmill. The name in the scan response. */
function advertise(bleno: Bleno, name: string, services: readonly object[]): Promise<void> {
  const advertisement = Buffer.from([2, 0x01, 0x06, 3, 0x03, 0x26, 0x18, 6, 0x16, 0x26, 0x18, 0x01, 0x01, 0x00])
  const text = Buffer.from(name, 'utf8')
  return new Promise((resolve, reject) => {
    bleno.setServices(services)
    const done = (error?: Error): void => (error ? reject(error) : resolve())
    // Elsewhere the system composes the data.
    if (platform() === 'linux')
      bleno.startAdvertisingWithEIRData(advertisement, Buffer.concat([Buffer.from([1 + text.length, 0x09]), text]), done)
    else bleno.startAdvertising(name, [FTMS.service], done)
  })
}
