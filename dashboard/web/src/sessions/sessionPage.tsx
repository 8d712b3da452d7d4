import type { SessionDocument, StridesDocument } from '@solestream/dashboard-shared'
import { getSession, getStrides, stridesCsvPath } from '../shell/api.ts'
import { clock, dateTime, number } from '../words/format.ts'
import { FaultWords } from './faultWords.tsx'
import { FindingsCard } from './findingsCard.tsx'
import { ForceCurveCard } from './forceCurveCard.tsx'
import { GaitLineCard } from './gaitLineCard.tsx'
import { QualityCard } from './qualityCard.tsx'
import { RegionCard } from './regionCard.tsx'
import { durationOf } from './sessionFacts.ts'
import { StrideCard } from './strideCard.tsx'
import { SummaryCard } from './summaryCard.tsx'
import { useLoaded } from './useLoaded.ts'
import { ReportLink } from '../report/reportLink.tsx'
import { sourceWords } from './sourceWords.ts'
import { language, t } from '../words/say.ts'

export function SessionPage({ id }: { id: string }) {
  const loaded = useLoaded(() => Promise.all([getSession(id, language()), getStrides(id)]), `${id} ${language()}`)
  if (loaded.state === 'ready') return <Session id={id} document={loaded.value[0]} strides={loaded.value[1].strides} />
  return (
    <div class="sheet">
      <h1>{t('sessions.session')}</h1>
      {loaded.state === 'loading' ? <p class="note">{t('common.loading')}</p> : <FaultWords fault={loaded.fault} />}
      <p>
        <a href="/sessions">{t('sessions.all')}</a>
      </p>
    </div>
  )
}

function Session({ id, document, strides }: { id: string; document: SessionDocument; strides: StridesDocument['strides'] }) {
  const { session, result, findings, silentRules } = document
  const duration = durationOf(session)
  // Import dates may be rough: what was measured is inside the length in any case.
  const length_s = Math.max(
    1,
    strides.reduce((end, s) => Math.max(end, s.end_s), 0),
    Math.min(duration ?? 0, 24 * 3600),
  )
  const what = [
    session.condition,
    t(`report.${session.task}`),
    sourceWords(session.source),
    duration === null ? t('sessions.stillRunning') : t('sessions.minutes', { time: clock(duration) }),
  ]
  return (
    <>
      <header class="session-header">
        <div>
          <p>
            {session.pseudonym ?? t('sessions.noPerson')} / <a href="/sessions">{t('sessions.title')}</a>
          </p>
          <h1>{dateTime(session.started_utc)}</h1>
        </div>
        <div>
          <p>{what.filter((w) => w !== null).join(' · ')}</p>
          <p>
            {result === null
              ? t('sessions.noResult', { strides: number(session.strides) })
              : t(`sessions.${result.key.mode}`, { algorithm: result.key.algorithm, strides: number(session.strides) })}
          </p>
        </div>
        <ReportLink id={id} />
        <a class="button" href={stridesCsvPath(id)} download={`${id}-strides.csv`}>
          {t('sessions.csv')}
        </a>
      </header>
      <div class="sheet session">
        {result !== null && (
          <QualityCard quality={result.quality} insoles={session.insoles} markers={session.markers} length_s={length_s} />
        )}
        <div class="beside wide-first">
          {strides.length > 0 ? (
            <StrideCard strides={strides} markers={session.markers} length_s={length_s} />
          ) : (
            <p class="empty">{t('sessions.noStrides')}</p>
          )}
          {result !== null && <FindingsCard findings={findings} silentRules={silentRules} />}
        </div>
        {result !== null && (
          <>
            <div class="beside">
              {result.curves && <ForceCurveCard force={result.curves.force} />}
              {result.curves && <GaitLineCard lines={result.curves.gaitLine} />}
              <RegionCard summary={result.summary} />
            </div>
            <SummaryCard result={result} strides={strides} />
          </>
        )}
      </div>
    </>
  )
}
