import type { GoalDocument } from '@solestream/dashboard-shared'
import { language, t } from '../words/say.ts'
import { numberOf, whenOf, WHEN_WORDS } from './dates.ts'
import { changeOf, first, gradeOf, lastTime, newest, SHOWN, type PatientFigure } from './figures.ts'
import { NAMES, valueWords } from './figureWords.ts'
import { boundsOf, kindOf } from './goals.ts'
import { sinceLast } from './sentence.ts'
import { TrendPicture } from './trendPicture.tsx'

/** One figure: how large, against the last time and the first, what it rests on, and how it went. */
export function FigureCard({ figure, goals }: { figure: PatientFigure; goals: readonly GoalDocument[] }) {
  const { kind } = figure
  const { unit, decimals } = SHOWN[kind]
  const [now, before, oldest] = [newest(figure), lastTime(figure), first(figure)]
  const since = before === null ? null : sinceLast(kind, changeOf(figure, before, now))
  const { how, date } = whenOf(oldest.at_utc, now.at_utc, language())
  const goal = goals.find((one) => one.ended_utc === null && kindOf(one) === kind)
  return (
    <section class="card visits-figure" aria-labelledby={`figure-${kind}`}>
      <h2 id={`figure-${kind}`}>{t(NAMES[kind])}</h2>
      <div class="visits-value">
        <p class="large">
          <strong>{numberOf(now.value, decimals, language())}</strong>
          {unit !== '' && <span> {unit}</span>}
        </p>
        {before !== null && <p>{t('patient.lastTime', { value: valueWords(kind, before.value) })}</p>}
        {before !== null && oldest !== before && how !== 'same-day' && (
          <p>{t('patient.at', { when: how, date, value: valueWords(kind, oldest.value) })}</p>
        )}
        <p class="basis">{t('patient.basis', { n: now.n, grade: gradeOf(now) })}</p>
      </div>
      {figure.visits.length > 1 && (
        <TrendPicture figure={figure} goal={goal === undefined ? null : boundsOf(goal)} from={t(WHEN_WORDS[how], { date })} />
      )}
      {since !== null && <p class="since">{t(since)}</p>}
    </section>
  )
}
