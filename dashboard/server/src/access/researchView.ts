import type { PeopleStore, Viewer } from '@solestream/sessions/people'
import type { SessionInsole } from '@solestream/processing/model'
import type { SessionRow } from '@solestream/processing/storage'

const DAY_MS = 86_400_000
export const shifted = (utc: string, days: number): string => new Date(Date.parse(utc) + days * DAY_MS).toISOString()

/**
 * What researchers see of sessions: no free text, and dates moved by the same whole number of days for all sessions of one person, so that
 * the time between them stays. Everybody else sees them as they are.
 */
export async function researchView(
  viewer: Viewer,
  people: PeopleStore | null,
  rows: readonly SessionRow[],
): Promise<readonly SessionRow[]> {
  if (people === null || viewer.account?.role !== 'researcher') return rows
  return Promise.all(
    rows.map(async (row): Promise<SessionRow> => {
      const days = row.pseudonym === null ? 0 : await people.dateShift_days(row.pseudonym)
      return {
        ...row,
        started_utc: shifted(row.started_utc, days),
        ended_utc: row.ended_utc === null ? null : shifted(row.ended_utc, days),
        condition: null,
        markers: [],
        insoles: row.insoles.map((insole) => moved(insole, days)),
      }
    }),
  )
}

function moved(insole: SessionInsole, days: number): SessionInsole {
  const { calibration: of } = insole
  if (of === null) return insole
  const tared_utc = of.tared_utc === null ? null : shifted(of.tared_utc, days)
  return { ...insole, calibration: { ...of, calibrated_utc: shifted(of.calibrated_utc, days), tared_utc } }
}
