import Type from 'typebox'
import { count, oneOf, orNull, type Document } from './schema.ts'

export const SourceKindSchema = oneOf(['simulated', 'ble', 'replay'])
export const SourceStateSchema = oneOf(['starting', 'waiting', 'streaming', 'lost', 'ended', 'failed'])

export const InfluxSchema = Type.Object({
  state: oneOf(['ok', 'absent', 'refused']),
  backlog: count('entries that wait to be written'),
  deadLetters: count('entries that InfluxDB refused for good'),
})

export const HealthSchema = Type.Object({
  status: oneOf(['ok', 'degraded']),
  version: Type.String(),
  source: Type.Object({ kind: SourceKindSchema, state: SourceStateSchema }),
  session: orNull(Type.Object({ id: Type.String(), strides: count('stored strides of both feet, valid or not') })),
  store: oneOf(['embedded', 'influxdb']),
  influx: orNull(InfluxSchema),
})
export type HealthDocument = Document<typeof HealthSchema>
