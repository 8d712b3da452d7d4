import type { StatusDocument } from '@solestream/dashboard-shared'
import type { LiveStatus } from '@solestream/sessions'

/** The status without layouts and calibrations: those are large, change seldom and go by the live socket. */
export function statusDocument({ source, insoles, recording, influx, warnings, leftRightClockError_ms }: LiveStatus): StatusDocument {
  return {
    source,
    insoles: insoles.map(({ layout: _layout, calibration: _calibration, ...rest }) => rest),
    recording,
    influx,
    warnings,
    leftRightClockError_ms,
  }
}
