import type { IngestRecord, InsoleInfo } from '@solestream/ingest'
import type { CalibrationFit } from '@solestream/processing/model'
import type { Store } from '@solestream/processing/storage'

/** How well calibrations are determined: put beside what an insole says of itself, before anything looks at it. */
export interface Fits {
  /** What the store knows, and nothing else: anew when sessions were erased. */
  load(): Promise<void>
  /** The record, with what is known of its calibration. */
  addTo(record: IngestRecord): IngestRecord
  infoOf(info: InsoleInfo): InsoleInfo
  keep(calibration: string, fit: CalibrationFit): Promise<void>
  /** Of insoles that were to be calibrated, and could not be; forgotten when this process ends. */
  refused(serial: string, fit: CalibrationFit): void
}

export function createFits(store: Pick<Store, 'fits' | 'putFit'>): Fits {
  const known = new Map<string, CalibrationFit>()
  const refused = new Map<string, CalibrationFit>()

  function infoOf(info: InsoleInfo): InsoleInfo {
    const { calibration, identity } = info
    const fit = calibration?.method === 'body-weight' ? known.get(calibration.id) : undefined
    if (fit !== undefined) return { ...info, calibrationFit: fit }
    const tried = calibration === null || calibration.method === 'none' ? refused.get(identity.serial) : undefined
    return tried === undefined ? info : { ...info, calibrationFit: tried }
  }

  return {
    async load() {
      const stored = await store.fits()
      known.clear()
      for (const { calibration, fit } of stored) known.set(calibration, fit)
    },
    addTo: (record) => (record.type === 'insole' ? { ...record, info: infoOf(record.info) } : record),
    infoOf,
    async keep(calibration, fit) {
      await store.putFit({ calibration, fit })
      known.set(calibration, fit)
    },
    refused(serial, fit) {
      refused.set(serial, fit)
    },
  }
}
