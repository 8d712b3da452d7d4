/** The few HCI commands and events that the hub builds, reads or changes (Bluetooth Core, Vol 4 Part E). */
import { ACL, COMMAND, EVENT } from './h4.ts'

export const OPCODE = {
  disconnect: 0x0406,
  setEventMask: 0x0c01,
  reset: 0x0c03,
  readAddress: 0x1009,
  readRssi: 0x1405,
  leSetEventMask: 0x2001,
  leSetScanEnable: 0x200c,
  leCreateConnection: 0x200d,
  leCancelConnection: 0x200e,
  leConnectionUpdate: 0x2013,
} as const

export const EVENT_CODE = {
  disconnectionComplete: 0x05,
  commandComplete: 0x0e,
  commandStatus: 0x0f,
  completedPackets: 0x13,
  leMeta: 0x3e,
} as const
export const LE_META = {
  connectionComplete: 0x01,
  advertisingReport: 0x02,
  connectionUpdateComplete: 0x03,
  enhancedConnectionComplete: 0x0a,
} as const
export const STATUS = { success: 0x00, unknownConnection: 0x02, connectionTimeout: 0x08, commandDisallowed: 0x0c } as const

export function command(opcode: number, ...parameters: readonly number[]): Buffer {
  return Buffer.from([COMMAND, opcode & 0xff, opcode >> 8, parameters.length, ...parameters])
}

function event(code: number, ...parameters: readonly number[]): Buffer {
  return Buffer.from([EVENT, code, parameters.length, ...parameters])
}

export function commandComplete(opcode: number, ...result: readonly number[]): Buffer {
  return event(EVENT_CODE.commandComplete, 1, opcode & 0xff, opcode >> 8, ...result)
}

export function commandStatus(opcode: number, status: number): Buffer {
  return event(EVENT_CODE.commandStatus, status, 1, opcode & 0xff, opcode >> 8)
}

/** LE Connection Complete that tells of no connection. */
export function connectionFailed(status: number, addressType: number, address: Buffer): Buffer {
  return event(EVENT_CODE.leMeta, LE_META.connectionComplete, status, 0, 0, 0, addressType, ...address, 0, 0, 0, 0, 0, 0, 0)
}

export function disconnect(handle: number, reason: number): Buffer {
  return command(OPCODE.disconnect, handle & 0xff, handle >> 8, reason)
}

/** Opcode of a command, or the one that a Command Complete or Command Status event answers; null for any other packet. */
export function opcodeOf(packet: Buffer): number | null {
  if (packet[0] === COMMAND) return packet.readUInt16LE(1)
  if (packet[0] !== EVENT) return null
  if (packet[1] === EVENT_CODE.commandComplete) return packet.readUInt16LE(4)
  if (packet[1] === EVENT_CODE.commandStatus) return packet.readUInt16LE(5)
  return null
}

/** Offset of the connection handle in packets that carry one and pass through the hub; null for all others. */
export function handleOffset(packet: Buffer): number | null {
  if (packet[0] === ACL) return 1
  if (packet[0] === COMMAND) {
    const opcode = packet.readUInt16LE(1)
    return opcode === OPCODE.disconnect || opcode === OPCODE.readRssi || opcode === OPCODE.leConnectionUpdate ? 4 : null
  }
  if (packet[0] !== EVENT) return null
  if (packet[1] === EVENT_CODE.disconnectionComplete || packet[1] === EVENT_CODE.completedPackets) return 4
  if (packet[1] === EVENT_CODE.leMeta && packet[3] !== LE_META.advertisingReport) return 5
  return null
}

export function handleOf(packet: Buffer): number | null {
  const offset = handleOffset(packet)
  return offset === null ? null : packet.readUInt16LE(offset) & 0x0fff
}

/** The same packet for another connection handle; its flag bits stay. Changes the packet in place. */
export function withHandle(packet: Buffer, handle: number): Buffer {
  const offset = handleOffset(packet)
  if (offset !== null) packet.writeUInt16LE((packet.readUInt16LE(offset) & 0xf000) | handle, offset)
  return packet
}
