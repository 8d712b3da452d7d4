import type { TrendDocument } from '@solestream/dashboard-shared'
import { language, t } from '../words/say.ts'
import { numberOf } from './dates.ts'
import { ofFoot, type PatientFigure } from './figures.ts'

/** What dots and bands mean, and what the page is not. */
export function HowToRead({ figures, trend }: { figures: readonly PatientFigure[]; trend: TrendDocument }) {
  const [left, right] = [ofFoot(trend, 'stance_s', 'left'), ofFoot(trend, 'stance_s', 'right')]
  const seconds = (value: number): string => `${numberOf(value, 2, language())}\u00a0s`
  const drawn = figures.some(({ visits }) => visits.length > 1)
  return (
    <section class="how" aria-labelledby="how-to-read">
      <h2 id="how-to-read">{t('patient.howTo')}</h2>
      {drawn && (
        <p>
          {t('patient.howDots')} {t(figures.some(({ wobble }) => wobble !== null) ? 'patient.howBand' : 'patient.howNoBand')}
        </p>
      )}
      {left !== null && right !== null && <p>{t('patient.howEven', { left: seconds(left), right: seconds(right) })}</p>}
      <p>{t('patient.howOwn')}</p>
      <p class="small">{t('patient.notDiagnosis')}</p>
    </section>
  )
}
