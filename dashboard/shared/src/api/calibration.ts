import Type from 'typebox'
import { SideSchema, oneOf, orNull, type Document } from './schema.ts'

const strict = { additionalProperties: false }

/** How well a body-weight calibration is determined. */
export const CalibrationFitSchema = Type.Object({
  bodyMass_kg: Type.Number(),
  residual_percent: Type.Number({ description: 'RMS of the force of both feet against body weight' }),
  conditionNumber: orNull(Type.Number({ description: '1 is best; null: both feet were always loaded alike' })),
  gainError_percent: Type.Number({ description: '95 %: how far the left gain may be off against the right one' }),
  seconds: Type.Number({ description: 'of data that it rests on' }),
})

/** The same where the person may be another one's patient: without the body mass. */
export const FitQualitySchema = Type.Omit(CalibrationFitSchema, ['bodyMass_kg'])

const use = {
  id: Type.String(),
  method: oneOf(['none', 'vendor', 'bench', 'body-weight']),
  unit: oneOf(['N', 'kPa']),
  calibrated_utc: Type.String(),
  tared_utc: orNull(Type.String({ description: 'when a person took the zeros anew' })),
}
export const CalibrationUseSchema = Type.Object({ ...use, fit: orNull(CalibrationFitSchema) })
export const ShownCalibrationSchema = Type.Object({ ...use, fit: orNull(FitQualitySchema) })

/** An insole that a session was recorded with, and the calibration that it used. */
export const SessionInsoleSchema = Type.Object({
  side: SideSchema,
  serial: Type.String(),
  layout: Type.String({ description: 'its id' }),
  regions: Type.Array(Type.String({ description: 'the part of the foot that each sensor is under' })),
  calibration: orNull(CalibrationUseSchema),
})

export const CalibrationOutcomeSchema = Type.Object({
  what: oneOf(['tare', 'body-weight']),
  ok: Type.Boolean(),
  at_utc: Type.String(),
  text: Type.String(),
  mend: orNull(Type.String()),
  fit: orNull(FitQualitySchema),
})
export type CalibrationOutcomeDocument = Document<typeof CalibrationOutcomeSchema>

export const CalibrationStatusSchema = Type.Object({
  running: orNull(
    Type.Object({
      what: oneOf(['tare', 'body-weight']),
      step: oneOf(['get-ready', 'hold', 'shift', 'checking', 'writing']),
      side: orNull(SideSchema),
      left_s: Type.Number({ description: 'until the next step' }),
      progress_percent: Type.Number(),
    }),
  ),
  last: orNull(CalibrationOutcomeSchema),
})
export type CalibrationStatusDocument = Document<typeof CalibrationStatusSchema>

export const TareBody = Type.Object({ side: oneOf(['left', 'right', 'both']) }, strict)
export type Tare = Document<typeof TareBody>

export const BodyWeightBody = Type.Object(
  {
    bodyMass_kg: Type.Number({ minimum: 10, maximum: 300, description: 'as a scale shows it, with clothes and shoes' }),
    exercise: oneOf(['single-leg', 'shift'], { description: 'what the person does: stand on each leg, or shift the weight slowly' }),
  },
  strict,
)
export type BodyWeight = Document<typeof BodyWeightBody>

export const CancelCalibrationBody = Type.Object({}, strict)
