import type { GuideDocument } from '@solestream/dashboard-shared'
import { reportPath, sessionPath } from '../shell/router.ts'
import { t } from '../words/say.ts'
import { CalibrateStep, TareStep } from './calibrationSteps.tsx'
import { Checks } from './checks.tsx'
import { SidesStep, StandingStep } from './measureSteps.tsx'
import { RecordStep, WarmUpStep } from './walkSteps.tsx'

/** What is to be done in a step, and what came out. */
export function StepBody({ of }: { of: GuideDocument }) {
  switch (of.step) {
    case 'checks':
      return <Checks of={of.checks} />
    case 'sides':
      return <SidesStep of={of} />
    case 'tare':
      return <TareStep of={of} />
    case 'calibrate':
      return <CalibrateStep of={of} />
    case 'stand':
    case 'stand-again':
      return <StandingStep of={of} />
    case 'warm-up':
      return <WarmUpStep of={of} />
    case 'record':
      return <RecordStep />
    case 'done':
      return (
        <>
          <p>{t('guide.doneHint')}</p>
          {of.session !== null && (
            <div class="guide-links">
              <a class="button" href={reportPath(of.session)}>
                {t('guide.toReport')}
              </a>
              <a class="button" href={sessionPath(of.session)}>
                {t('guide.toSession')}
              </a>
            </div>
          )}
        </>
      )
  }
}
