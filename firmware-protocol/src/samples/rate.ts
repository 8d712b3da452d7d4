import { ATT_HEADER_BYTES } from '../version.ts'
import { FRAGMENT_HEADER_BYTES } from './fragments.ts'
import { maxSamplesPerPacket, samplesPacketBytes } from './codec.ts'

export interface LinkRoom {
  readonly mtu: number
  readonly sensors: number
  readonly imu: boolean
  readonly temperature?: boolean
  /** Connection interval in ms; 30 when it cannot be known. */
  readonly interval_ms?: number
  /** Notifications that get through in one connection event; 4 is what most stacks reach. */
  readonly perEvent?: number
}

/** Notifications that one sample costs: below 1 when several samples share a packet. */
export function notificationsPerSample(link: LinkRoom): number {
  const n = maxSamplesPerPacket(link.mtu, link.sensors, link.imu, link.temperature)
  if (n > 0) return 1 / n
  const payload = link.mtu - ATT_HEADER_BYTES - FRAGMENT_HEADER_BYTES
  return Math.ceil(samplesPacketBytes(1, link.sensors, link.imu, link.temperature) / payload)
}

/** The wanted rate, or the largest whole fraction of it (an insole leaves out samples evenly) that this link carries. */
export function rateThatFits(link: LinkRoom, wanted_Hz: number): number {
  const room_Hz = ((1000 / (link.interval_ms ?? 30)) * (link.perEvent ?? 4)) / notificationsPerSample(link)
  return wanted_Hz / Math.max(1, Math.ceil(wanted_Hz / room_Hz - 1e-9))
}
