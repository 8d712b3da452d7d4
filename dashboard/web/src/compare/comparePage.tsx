import { useState } from 'preact/hooks'
import type { ComparisonDocument, SessionDocument } from '@solestream/dashboard-shared'
import { numbers } from '../words/format.ts'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getComparison, getSession } from '../shell/api.ts'
import { comparePath, reportPath, sessionPath } from '../shell/router.ts'
import { language, t } from '../words/say.ts'
import { ComparedPictures } from './pictures.tsx'
import { SpeedCard, type Speeds } from './speedCard.tsx'
import { Verdict } from './verdict.tsx'

/** Two sessions on the same axes; the belt's speed first, then what changed, and whether that is more than usual. */
export function ComparePage({ a, b }: { a: string; b: string }) {
  const [speeds, setSpeeds] = useState<Speeds>({})
  const loaded = useLoaded(
    () => Promise.all([getComparison(a, b, speeds), getSession(a, language()), getSession(b, language())]),
    `${a} ${b} ${JSON.stringify(speeds)}`,
  )
  return (
    <div class="sheet">
      <h1>{t('compare.title')}</h1>
      {loaded.state === 'loading' && <p class="note">{t('compare.loading')}</p>}
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && <Compared of={loaded.value} onSpeeds={setSpeeds} />}
    </div>
  )
}

function Compared({
  of: [comparison, a, b],
  onSpeeds,
}: {
  of: readonly [ComparisonDocument, SessionDocument, SessionDocument]
  onSpeeds: (speeds: Speeds) => void
}) {
  const samePerson = a.session.pseudonym !== null && a.session.pseudonym === b.session.pseudonym
  return (
    <div class="session">
      <div class="beside">
        <Which letter="a" document={a} />
        <Which letter="b" document={b} />
      </div>
      <div class="compare-bar">
        <a class="button" href={comparePath(b.session.id, a.session.id)}>
          {t('compare.swap')}
        </a>
      </div>
      <SpeedCard comparison={comparison} onSpeeds={onSpeeds} />
      <Verdict comparison={comparison} samePerson={samePerson} />
      <ComparedPictures a={a.result?.curves} b={b.result?.curves} />
      <p class="note">{t('common.describes')}</p>
    </div>
  )
}

function Which({ letter, document: { session } }: { letter: 'a' | 'b'; document: SessionDocument }) {
  const { date, time } = numbers()
  return (
    <section class="card" aria-label={t(`compare.${letter}`)}>
      <h2 class="compared">
        {t(`compare.${letter}`)} <a href={sessionPath(session.id)}>{`${date(session.started_utc)}, ${time(session.started_utc)}`}</a>
      </h2>
      <p>
        {[session.pseudonym ?? t('report.nobody'), session.condition ?? t('report.noCondition'), t(`report.${session.task}`)].join(' · ')}
      </p>
      <p>
        <a href={reportPath(session.id)}>{t('compare.report', { which: t(`compare.${letter}`) })}</a>
      </p>
    </section>
  )
}
