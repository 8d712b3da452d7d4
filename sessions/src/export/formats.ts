import type { ExportFormat, ExportFormatName } from './model.ts'

/** Loaded when chosen. */
export const FORMATS: Readonly<Record<ExportFormatName, () => Promise<ExportFormat>>> = {
  csv: async () => (await import('./csv.ts')).csv,
  parquet: async () => (await import('./parquet.ts')).parquet,
  json: async () => (await import('./json.ts')).json,
  fhir: async () => (await import('./fhir.ts')).fhir,
  bids: async () => (await import('./bids.ts')).bids,
  c3d: async () => (await import('./c3d.ts')).c3d,
}
