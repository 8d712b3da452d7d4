import type { BodyWeight, CalibrationOutcomeDocument, CalibrationStatusDocument, Tare } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { statusDocument } from '../statusDocument.ts'
import { withoutPlaces } from '../withoutPlaces.ts'
import { eyes, type Handlers } from './handler.ts'

/** Of the insoles, whoever stands on them: only who may record may change what they keep, and the log says who did. */
export function calibrationHandlers(
  service: SessionService,
  people: People | null,
): Handlers<'tare' | 'calibrateByBodyWeight' | 'cancelCalibration'> {
  const status = (): CalibrationStatusDocument => statusDocument(service.status()).calibration
  return {
    tare: async (request): Promise<CalibrationOutcomeDocument> => {
      const { side } = request.body as Tare
      const { fit: _none, ...outcome } = await service.tare(side)
      const eye = await eyes(request, people?.store ?? null)
      await eye.changed('insole.tare', `insole ${side}`)
      return { ...outcome, text: withoutPlaces(outcome.text), fit: null }
    },
    calibrateByBodyWeight: async (request) => {
      await service.calibrateByBodyWeight(request.body as BodyWeight)
      const eye = await eyes(request, people?.store ?? null)
      await eye.changed('insole.calibrate', 'insole both')
      return status()
    },
    cancelCalibration: () => {
      service.cancelCalibration()
      return Promise.resolve(status())
    },
  }
}
