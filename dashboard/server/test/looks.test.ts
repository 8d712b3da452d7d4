import { describe, expect, test } from 'vitest'
import { clinic, type Who } from './world.ts'

/** What one request adds to the log, oldest first. */
async function logged(c: Awaited<ReturnType<typeof clinic>>, who: Who, url: string) {
  const headers = await c.as(who)
  const { seq } = await c.store.logHead()
  const answer = await c.app.inject({ url, headers })
  const entries = (await c.store.readLog({ limit: 1000 })).filter((entry) => entry.seq > seq).reverse()
  return {
    status: answer.statusCode,
    entries: entries.map(({ account, action, subject, outcome }) => ({ account, action, subject, outcome })),
  }
}

describe('a look is written down', () => {
  test('at a person’s own log', async () => {
    const c = await clinic()
    const { pseudonym } = c.own
    expect((await logged(c, 'patient', `/api/v1/people/${pseudonym}/log`)).entries).toEqual([
      { account: c.accounts.patient.id, action: 'person.log', subject: pseudonym, outcome: 'done' },
    ])
  })

  test('at feedback, which marks the recording', async () => {
    const c = await clinic()
    const { id } = await c.service.startRecording({ pseudonym: c.own.pseudonym })
    const plan = { goal: 'cadence', side: null, low: 100, high: 110, tone: true, fading: 'faded', block_s: 60 }
    const headers = await c.as('therapist')
    for (const [what, payload] of Object.entries({ start: plan, stop: {} }))
      expect((await c.app.inject({ method: 'POST', url: `/api/v1/feedback/${what}`, payload, headers })).statusCode).toBe(200)
    const entries = await c.store.readLog({ limit: 2, subject: c.own.pseudonym })
    expect(entries.map(({ action }) => action).toSorted()).toEqual([`feedback.start ${id}`, `feedback.stop ${id}`])
  })

  test('at the whole log', async () => {
    const c = await clinic()
    expect((await logged(c, 'administrator', '/api/v1/log')).entries).toEqual([
      { account: c.accounts.administrator.id, action: 'log.read', subject: 'log', outcome: 'done' },
    ])
  })

  test('at the status while a person is recorded, and none by who does not see it', async () => {
    const c = await clinic()
    const { id } = await c.service.startRecording({ pseudonym: c.own.pseudonym })
    expect((await logged(c, 'therapist', '/api/v1/status')).entries).toEqual([
      { account: c.accounts.therapist.id, action: `session.status ${id}`, subject: c.own.pseudonym, outcome: 'done' },
    ])
    await c.service.stopRecording()
    expect((await logged(c, 'therapist', '/api/v1/status')).entries).toEqual([])
  })

  test('at the sessions of somebody else’s patient, refused', async () => {
    const c = await clinic()
    const { pseudonym } = c.other
    expect(await logged(c, 'therapist', `/api/v1/sessions?pseudonym=${pseudonym}`)).toEqual({
      status: 200,
      entries: [{ account: c.accounts.therapist.id, action: 'session.list', subject: pseudonym, outcome: 'refused' }],
    })
  })
})

test.each(['/api/v1/people/Anna.Meier', '/api/v1/sessions?pseudonym=Anna.Meier'])(
  'a name that is asked for does not enter the log: %s',
  async (url) => {
    const c = await clinic()
    const { entries } = await logged(c, 'therapist', url)
    expect(entries).toMatchObject([{ subject: 'unknown', outcome: 'refused' }])
  },
)
