import { useState } from 'preact/hooks'
import type { SessionsDocument } from '@solestream/dashboard-shared'
import { seesPeople } from '../access/me.ts'
import { getSessions } from '../shell/api.ts'
import { personPath, sessionPath } from '../shell/router.ts'
import { clock, dateTime, number } from '../words/format.ts'
import { FaultWords } from './faultWords.tsx'
import { durationOf } from './sessionFacts.ts'
import { useLoaded } from './useLoaded.ts'
import { ChooseCell, ChooseHead, CompareBar } from '../compare/choose.tsx'
import { sourceWords } from './sourceWords.ts'
import { rich, t } from '../words/say.ts'

/** All sessions, newest first, a page at a time. */
export function SessionsPage() {
  // The pages walked through, so that one can go back.
  const [trail, setTrail] = useState<readonly (string | null)[]>([null])
  const before = trail.at(-1) ?? null
  const loaded = useLoaded(() => getSessions(before), before ?? '')
  return (
    <div class="sheet">
      <h1>{t('sessions.title')}</h1>
      <CompareBar />
      {loaded.state === 'loading' && <p class="note">{t('common.loading')}</p>}
      {loaded.state === 'failed' && <FaultWords fault={loaded.fault} />}
      {loaded.state === 'ready' && <SessionsTable sessions={loaded.value.sessions} />}
      {loaded.state === 'ready' && (trail.length > 1 || loaded.value.next !== null) && (
        <div class="pager">
          <button type="button" disabled={trail.length === 1} onClick={() => setTrail(trail.slice(0, -1))}>
            {t('common.newer')}
          </button>
          <button type="button" disabled={loaded.value.next === null} onClick={() => setTrail([...trail, loaded.value.next])}>
            {t('common.older')}
          </button>
        </div>
      )}
    </div>
  )
}

export function SessionsTable({ sessions, none }: Pick<SessionsDocument, 'sessions'> & { readonly none?: string }) {
  if (sessions.length === 0 && none !== undefined) return <p class="empty">{none}</p>
  if (sessions.length === 0) return <p class="empty">{rich('sessions.none', { live: (words) => <a href="/">{words}</a> })}</p>
  return (
    <div class="card scroll" tabIndex={0} role="region" aria-label={t('sessions.table')}>
      <table class="list">
        <thead>
          <tr>
            <ChooseHead />
            <th scope="col">{t('sessions.started')}</th>
            <th scope="col" class="figure-cell">
              {t('sessions.length')}
            </th>
            <th scope="col" class="figure-cell">
              {t('sessions.strides')}
            </th>
            <th scope="col" class="figure-cell">
              {t('sessions.used')}
            </th>
            <th scope="col">{t('sessions.person')}</th>
            <th scope="col">{t('sessions.condition')}</th>
            <th scope="col">{t('sessions.source')}</th>
            <th scope="col">{t('sessions.result')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((s) => (
            <tr key={s.id}>
              <ChooseCell session={s} />
              <th scope="row">
                <a href={sessionPath(s.id)}>{dateTime(s.started_utc)}</a>
              </th>
              <td class="figure-cell">{s.ended_utc === null ? t('sessions.running') : clock(durationOf(s) ?? 0)}</td>
              <td class="figure-cell">{number(s.strides)}</td>
              <td class="figure-cell">{s.strides === 0 ? '\u2013' : `${number((100 * s.validStrides) / s.strides, 1)} %`}</td>
              <td>{s.pseudonym === null ? '\u2013' : seesPeople() ? <a href={personPath(s.pseudonym)}>{s.pseudonym}</a> : s.pseudonym}</td>
              <td>{s.condition ?? '\u2013'}</td>
              <td>{sourceWords(s.source)}</td>
              <td>{t(s.current === null ? 'sessions.noneYet' : s.current.mode === 'offline' ? 'sessions.final' : 'sessions.live')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
