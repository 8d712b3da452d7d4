import Type from 'typebox'
import { CalibrationStatusSchema, ShownCalibrationSchema } from './calibration.ts'
import { FeedbackSchema } from './feedback.ts'
import { InfluxSchema, SourceKindSchema, SourceStateSchema } from './health.ts'
import { MarkerSchema, SideSchema, count, oneOf, orNull, type Document } from './schema.ts'
import { BeltSchema } from './treadmill.ts'

const mend = orNull(Type.String({ description: 'what a person can do' }))

/** One insole; its layout and calibration come by the live socket, once. */
export const InsoleStatusSchema = Type.Object({
  side: SideSchema,
  link: oneOf(['searching', 'connecting', 'preparing', 'streaming', 'lost', 'refused', 'ended']),
  detail: Type.String(),
  mend,
  since_s: Type.Number({ description: 'how long the link has stood so' }),
  serial: orNull(Type.String()),
  battery_percent: orNull(Type.Number()),
  lostSamples: count('missing now'),
  recoveredSamples: count('lost on the way, and had back since'),
  outstandingSamples: count('missing, and being asked for'),
  samples: count(),
  clockError_ms: orNull(Type.Number()),
  calibrationUse: orNull(ShownCalibrationSchema),
})
export type InsoleStatusDocument = Document<typeof InsoleStatusSchema>

export const StatusSchema = Type.Object({
  source: Type.Object({ kind: SourceKindSchema, state: SourceStateSchema, detail: Type.String(), mend }),
  insoles: Type.Array(InsoleStatusSchema),
  recording: orNull(
    Type.Object({
      id: Type.String(),
      started_utc: Type.String(),
      seconds: Type.Number(),
      strides: count(),
      markers: Type.Array(MarkerSchema),
    }),
  ),
  influx: orNull(InfluxSchema),
  warnings: Type.Array(Type.Object({ text: Type.String(), mend: Type.String() })),
  leftRightClockError_ms: orNull(Type.Number({ description: '95 % error of left against right' })),
  calibration: CalibrationStatusSchema,
  belt: BeltSchema,
  feedback: orNull(FeedbackSchema),
  sampleToHost_ms: orNull(Type.Number({ description: 'from the sensors to this host: median of the last packets' })),
})
export type StatusDocument = Document<typeof StatusSchema>
