import { useState } from 'preact/hooks'
import type { AuditEntryDocument } from '@solestream/dashboard-shared'
import { FaultWords } from '../sessions/faultWords.tsx'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getLog, getPersonLog } from '../shell/api.ts'
import { dateTime } from '../words/format.ts'
import { t } from '../words/say.ts'

const HEADS = ['when', 'who', 'from', 'what', 'of', 'refused'] as const

type Load = (before: number | null) => Promise<{ readonly entries: readonly AuditEntryDocument[] }>
export const personLog =
  (pseudonym: string): Load =>
  (before) =>
    getPersonLog(pseudonym, before)
export const wholeLog: Load = (before) => getLog(before)

/** The log, newest first, a page at a time. */
export function LogTable({ load }: { load: Load }) {
  const [trail, setTrail] = useState<readonly (number | null)[]>([null])
  const before = trail.at(-1) ?? null
  const loaded = useLoaded(() => load(before), String(before))
  if (loaded.state === 'failed') return <FaultWords fault={loaded.fault} />
  if (loaded.state === 'loading') return <p class="note">{t('common.loading')}</p>
  const { entries } = loaded.value
  if (entries.length === 0) return <p>{t('administration.nothing')}</p>
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('administration.log')}>
        <table class="list">
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th scope="col" key={head}>
                  {t(`administration.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.seq}>
                <td>{dateTime(entry.time_utc)}</td>
                <td>{who(entry)}</td>
                <td>{entry.from ?? t('administration.thisComputer')}</td>
                <td>{entry.action}</td>
                <td>{entry.subject}</td>
                <td>{entry.outcome === 'refused' ? t('administration.wasRefused') : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="pager">
        <button type="button" disabled={trail.length === 1} onClick={() => setTrail(trail.slice(0, -1))}>
          {t('common.newer')}
        </button>
        <button type="button" disabled={(entries.at(-1)?.seq ?? 1) <= 1} onClick={() => setTrail([...trail, entries.at(-1)!.seq])}>
          {t('common.older')}
        </button>
      </div>
    </>
  )
}

function who({ account, token }: AuditEntryDocument): string {
  if (account === null) return t('administration.itself')
  return token === null ? t('administration.account', { account }) : t('administration.accountToken', { account, token })
}
