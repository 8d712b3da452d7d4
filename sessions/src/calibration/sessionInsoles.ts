import type { InsoleInfo } from '@solestream/ingest'
import { calibrationUse, type SessionInsole } from '@solestream/processing/model'

export function sessionInsole(info: InsoleInfo): SessionInsole {
  const { identity, layout } = info
  return {
    side: identity.side,
    serial: identity.serial,
    layout: layout.id,
    regions: layout.sensors.map(({ region }) => region),
    calibration: calibrationUse(info),
  }
}

/** What a session was recorded with so far; another insole, calibration or tare is added, never put in the place of what was used. */
export function createSessionInsoles(): { add(info: InsoleInfo): boolean; readonly all: readonly SessionInsole[] } {
  const all: SessionInsole[] = []
  const known = new Set<string>()
  return {
    all,
    add(info) {
      const insole = sessionInsole(info)
      const key = JSON.stringify([insole.side, insole.serial, insole.calibration])
      if (known.has(key)) return false
      known.add(key)
      all.push(insole)
      return true
    },
  }
}
