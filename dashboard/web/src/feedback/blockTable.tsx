import type { FeedbackDocument } from '@solestream/dashboard-shared'
import { number } from '../words/format.ts'
import { t } from '../words/say.ts'
import { STEP_WORDS } from './goals.ts'

/** Block by block: how many steps lay inside the band, with and without feedback. */
export function BlockTable({ of }: { of: FeedbackDocument }) {
  return (
    <section class="card">
      <h2 id="feedback-blocks">{t('feedback.blocks')}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="feedback-blocks">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('feedback.blockName')}</th>
              <th scope="col" class="figure-cell">
                {t('feedback.strides')}
              </th>
              <th scope="col" class="figure-cell">
                {t('feedback.insideColumn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.blocks.map(({ step, shown, strides, inside }, k) => (
              <tr key={k}>
                <th scope="row">
                  {t(STEP_WORDS[step])}
                  {step === 'half' && <span class="note"> ({t(shown ? 'feedback.shown' : 'feedback.hidden')})</span>}
                </th>
                <td class="figure-cell">{strides}</td>
                <td class="figure-cell">{strides === 0 ? '\u2013' : `${number((100 * inside) / strides)} %`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {of.plan.fading === 'faded' && <p class="note">{t('feedback.stays')}</p>}
    </section>
  )
}
