import { useLayoutEffect } from 'preact/hooks'
import type { GuideDocument } from '@solestream/dashboard-shared'
import { startLive, status } from '../live/liveModel.ts'
import { Notices } from '../live/notices.tsx'
import { goGuide, leaveGuide } from '../shell/api.ts'
import { AttentionMark } from '../shell/marks.tsx'
import { t } from '../words/say.ts'
import { BeginForm } from './beginForm.tsx'
import { act, busy, fault, followGuide, guide } from './guideModel.ts'
import { StepBody } from './stepBody.tsx'
import { nextWords, stepAfter, stepBefore, STEPS } from './steps.ts'

/** A session from who walks to the report. It lives in the service: this page may close and come back. */
export function GuidePage() {
  useLayoutEffect(startLive, [])
  useLayoutEffect(followGuide, [])
  const now = guide.value
  return (
    <div class="sheet guide">
      <h1>{t('guide.title')}</h1>
      <Notices />
      {now === null && <BeginForm />}
      {now !== null && now !== undefined && <Running of={now} />}
    </div>
  )
}

function Running({ of }: { of: GuideDocument }) {
  const index = STEPS.findIndex(({ step }) => step === of.step)
  const name = t(STEPS[index]!.name)
  return (
    <>
      <ol class="guide-steps" aria-label={t('guide.steps')}>
        {STEPS.map((one, k) => (
          <li key={one.step} class={k < index ? 'past' : ''} aria-current={k === index ? 'step' : undefined}>
            {t(one.name)}
          </li>
        ))}
      </ol>
      <section class="card guide-step" aria-labelledby="guide-step-name" data-step={of.step}>
        <h2 id="guide-step-name">
          {t('guide.step', { n: index + 1, of: STEPS.length, name })}
          {of.about.condition !== null && <span class="note"> · {of.about.condition}</span>}
        </h2>
        <StepBody of={of} />
        <Fault />
      </section>
      <Ways of={of} />
    </>
  )
}

function Fault() {
  if (fault.value === null) return null
  return (
    <p class="field-fault" role="alert">
      <AttentionMark /> {fault.value.message} {fault.value.mend}
    </p>
  )
}

/** Back, on, and out. */
function Ways({ of }: { of: GuideDocument }) {
  const [before, after] = [stepBefore(of.step), stepAfter(of.step)]
  const measuring = of.measuring !== null || (status.value?.calibration.running ?? null) !== null
  return (
    <div class="guide-ways">
      {before !== null && (
        <button type="button" disabled={busy.value || measuring} onClick={() => void act(() => goGuide(before))}>
          {t('guide.back')}
        </button>
      )}
      {after !== null && (
        <button type="button" class="main" disabled={busy.value || measuring} onClick={() => void act(() => goGuide(after))}>
          {busy.value && of.step === 'stand-again' ? t('guide.storing') : t(nextWords(of.step))}
        </button>
      )}
      <button type="button" class="quiet" disabled={busy.value} onClick={() => void act(leaveGuide)}>
        {of.step === 'done' ? t('guide.another') : t(of.session === null ? 'guide.leave' : 'guide.leaveKeeps')}
      </button>
    </div>
  )
}
