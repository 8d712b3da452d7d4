import type { StatusDocument } from '@solestream/dashboard-shared'
import type { CalibrationFit } from '@solestream/processing/model'
import type { LiveStatus } from '@solestream/sessions'
import { withoutPlaces } from './withoutPlaces.ts'

/**
 * The status without layouts and calibrations, which are large, change seldom and go by the live socket; and without the body mass of who
 * stood on the insoles, which not everybody who sees the status may know. Faults are told without the files and hosts of this machine.
 */
export function statusDocument(status: LiveStatus): StatusDocument {
  const { source, insoles, recording, influx, warnings, leftRightClockError_ms, calibration, belt, feedback, sampleToHost_ms } = status
  return {
    source: { ...source, detail: withoutPlaces(source.detail) },
    insoles: insoles.map(({ layout: _layout, calibration: _calibration, calibrationUse, detail, ...rest }) => ({
      ...rest,
      detail: withoutPlaces(detail),
      calibrationUse: calibrationUse && { ...calibrationUse, fit: withoutMass(calibrationUse.fit) },
    })),
    recording,
    influx,
    warnings: warnings.map(({ text, mend }) => ({ text: withoutPlaces(text), mend })),
    leftRightClockError_ms,
    belt: { ...belt, link: { ...belt.link, detail: withoutPlaces(belt.link.detail) } },
    feedback,
    sampleToHost_ms,
    calibration: {
      ...calibration,
      last: calibration.last && {
        ...calibration.last,
        text: withoutPlaces(calibration.last.text),
        fit: withoutMass(calibration.last.fit),
      },
    },
  }
}

/** How things stand for who may not see the person that is recorded: that somebody is, how fast and by what that one walks, is not told. */
export const withoutPerson = (status: LiveStatus): LiveStatus => ({
  ...status,
  recording: null,
  belt: { ...status.belt, speed_m_s: null, incline_percent: null, teller: null },
  feedback: null,
})

/** JSON knows no infinity: a condition number without end is null. */
function withoutMass(fit: CalibrationFit | null) {
  if (fit === null) return null
  const { bodyMass_kg: _bodyMass, conditionNumber, ...rest } = fit
  return { ...rest, conditionNumber: Number.isFinite(conditionNumber) ? conditionNumber : null }
}
