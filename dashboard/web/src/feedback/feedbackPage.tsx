import { useLayoutEffect } from 'preact/hooks'
import { startLive, status } from '../live/liveModel.ts'
import { Notices } from '../live/notices.tsx'
import { t } from '../words/say.ts'
import { BlockTable } from './blockTable.tsx'
import { PlanForm } from './planForm.tsx'
import { RunningCard } from './runningCard.tsx'

/** The therapist's side: which goal, which band, and what the person makes of it. */
export function FeedbackPage() {
  useLayoutEffect(startLive, [])
  const feedback = status.value?.feedback ?? null
  return (
    <div class="sheet feedback-page">
      <div class="title-row">
        <h1>{t('feedback.title')}</h1>
        <a class="button" href="/feedback/screen" target="_blank" rel="noopener">
          {t('feedback.openScreen')}
        </a>
      </div>
      <p class="lead">{t('feedback.lead')}</p>
      <Notices />
      <div class="cards">
        <PlanForm running={feedback !== null && !feedback.done} />
        <div class="feedback-side">
          <RunningCard of={feedback} />
          {feedback !== null && <BlockTable of={feedback} />}
        </div>
      </div>
      <p class="note">{t('feedback.trainingAid')}</p>
    </div>
  )
}
