import type { TrendDocument } from '@solestream/dashboard-shared'
import { METRICS, type MetricName } from '@solestream/processing/model'
import type { TrendRow } from '@solestream/processing/storage'
import type { SessionService } from '@solestream/sessions'
import type { PeopleStore, Viewer } from '@solestream/sessions/people'
import { ALSO_READ, MOST_POINTS, trendOf, type Resolution } from '@solestream/sessions/trends'
import { ProblemError } from '../problems.ts'
import { shifted } from '../access/researchView.ts'
import { viewerOf, type Handlers } from './handler.ts'
import { keptPeople, seenPerson } from './seenPerson.ts'

interface Query {
  readonly metrics: string
  readonly from?: string
  readonly to?: string
  readonly resolution?: Resolution
}

export function trendHandlers(service: SessionService, store: PeopleStore | null): Handlers<'getTrends'> {
  return {
    getTrends: async (request): Promise<TrendDocument> => {
      const people = keptPeople(store)
      const pseudonym = await seenPerson(request, people, 'trends.read')
      const { metrics: names, from, to, resolution = 'session' } = request.query as Query
      const metrics = metricsOf(names)
      checkRange(from, to)
      const viewer = viewerOf(request)
      const days = await daysMoved(viewer, people, pseudonym)
      const rows = await service.trend({
        pseudonym,
        metrics: [...new Set([...metrics, ...ALSO_READ])],
        ...(from === undefined ? {} : { from_utc: shifted(from, -days) }),
        ...(to === undefined ? {} : { to_utc: shifted(to, -days) }),
      })
      const trend = trendOf(days === 0 ? rows : rows.map((row) => moved(row, days)), {
        metrics,
        resolution,
        ...(from === undefined ? {} : { from_utc: from }),
        ...(to === undefined ? {} : { to_utc: to }),
      })
      if (trend === null)
        throw new ProblemError(
          'invalid-input',
          `query.from to query.to is more than ${MOST_POINTS} points.`,
          'Ask for less, or for weeks or months.',
        )
      if (viewer.account !== null) await people.log(viewer.actor, 'trends.read', pseudonym)
      // Conditions are free text; what is comparable was told from them before.
      return viewer.account?.role === 'researcher'
        ? { ...trend, points: trend.points.map((point) => ({ ...point, condition: null })) }
        : trend
    },
  }
}

function metricsOf(names: string): readonly MetricName[] {
  const wanted = [...new Set(names.split(','))]
  const unknown = wanted.filter((name) => !Object.hasOwn(METRICS, name))
  if (unknown.length > 0)
    throw new ProblemError(
      'invalid-input',
      `query.metrics has no metric ${unknown.join(', ')}.`,
      'The names stand in ALGORITHMS.md and in /api/openapi.json.',
    )
  return wanted as MetricName[]
}

function checkRange(from: string | undefined, to: string | undefined): void {
  for (const [name, utc] of Object.entries({ from, to }))
    if (utc !== undefined && Number.isNaN(Date.parse(utc)))
      throw new ProblemError('invalid-input', `query.${name} is no date that there is.`, 'Write it as 2026-03-01 or 2026-03-01T08:00:00Z.')
  if (from !== undefined && to !== undefined && Date.parse(from) > Date.parse(to))
    throw new ProblemError('invalid-input', 'query.from is after query.to.', 'Give the earlier one first.')
}

/** For research all dates of a person are moved by as many days, as everywhere. */
const daysMoved = async ({ account }: Viewer, people: PeopleStore, pseudonym: string): Promise<number> =>
  account?.role === 'researcher' ? people.dateShift_days(pseudonym) : 0

const moved = ({ session, ...rest }: TrendRow, days: number): TrendRow => ({
  ...rest,
  session: { ...session, started_utc: shifted(session.started_utc, days) },
})
