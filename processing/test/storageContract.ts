import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionInsole, Stride } from '../src/model/index.ts'
import type { Store } from '../src/storage/index.ts'
import { outboxContract } from './outboxContract.ts'
import { offline, online, session, stride, summaryOf, walk } from './storageSamples.ts'

export interface Backend {
  readonly store: Store
  /** Called after each example, with the projection (if there is one) up to date: compares it with the store. */
  check?(): Promise<void>
  end(): Promise<void>
}

/** What every backend must do. Where a projection takes the outbox away, the examples that look into it are left out. */
export function storageContract(
  name: string,
  open: () => Promise<Backend>,
  options: { readonly readsOutbox: boolean } = { readsOutbox: true },
): void {
  describe(name, () => {
    let backend: Backend
    let store: Store
    beforeEach(async () => {
      backend = await open()
      store = backend.store
    })
    afterEach(async () => {
      try {
        await backend.check?.()
      } finally {
        await backend.end()
      }
    })

    it('knows a session from its opening to its deletion', async () => {
      expect(await store.getSession('s1')).toBeNull()
      await store.openSession(session('s1'))
      await store.addMarker('s1', { time_s: 7.5, label: 'turned' })
      await store.addMarker('s1', { time_s: 2.5, label: 'orthosis on' })
      await store.closeSession('s1', '2026-03-01T10:05:00.000Z')
      expect(await store.getSession('s1')).toEqual({
        ...session('s1', { ended_utc: '2026-03-01T10:05:00.000Z' }),
        strides: 0,
        validStrides: 0,
        current: null,
        markers: [
          { time_s: 2.5, label: 'orthosis on' },
          { time_s: 7.5, label: 'turned' },
        ],
        insoles: [],
      })
      await store.putStrides(online('s1'), walk('left', 3))
      await store.deleteSession('s1')
      await store.deleteSession('s1')
      expect(await store.getSession('s1')).toBeNull()
      expect(await store.strides('s1', online('s1'))).toEqual([])
      expect(await store.listSessions()).toEqual([])
    })

    it('tells the trend of one person: every session oldest first, with the wanted part of its current summary', async () => {
      const at = (day: number) => `2026-03-0${day}T10:00:00.000Z`
      for (const [id, day, pseudonym] of [
        ['t3', 3, 'P-001'],
        ['t1', 1, 'P-001'],
        ['t2', 2, 'P-001'],
        ['x1', 2, 'P-002'],
      ] as const)
        await store.openSession(session(id, { started_utc: at(day), pseudonym }))
      await store.putSummary(summaryOf(online('t1'), 1.3))
      await store.putSummary(summaryOf(offline('t1'), 1.2))
      await store.putSummary(summaryOf(offline('t3'), 1.1))
      await store.putSummary(summaryOf(offline('x1'), 0.9))
      const metrics = ['cadence_per_min', 'swing_s'] as const
      const rows = await store.trend({ pseudonym: 'P-001', metrics })
      expect(rows.map((row) => row.session)).toEqual([1, 2, 3].map((day) => session(`t${day}`, { started_utc: at(day) })))
      expect(rows.map((row) => row.coverage_percent)).toEqual([99.8, null, 99.8])
      const { cadence_per_min } = summaryOf(offline('t1'), 1.2).summary
      expect(rows[0]?.summary).toEqual({ cadence_per_min })
      expect(rows[1]?.summary).toEqual({})
      const days = async (more: object) => (await store.trend({ pseudonym: 'P-001', metrics, ...more })).map((row) => row.session.id)
      expect(await days({ from_utc: at(2) })).toEqual(['t2', 't3'])
      expect(await days({ to_utc: at(3) })).toEqual(['t1', 't2'])
      expect(await days({ from_utc: at(1), to_utc: at(1) })).toEqual([])
      expect(await store.trend({ pseudonym: 'P-003', metrics })).toEqual([])
      await expect(store.trend({ pseudonym: 'P-001', metrics, from_utc: 'spring' })).rejects.toThrow('no date-time')
    })

    it('keeps what a session was recorded with, and how well a calibration is determined', async () => {
      const fit = { bodyMass_kg: 70, residual_percent: 1.25, conditionNumber: 1.5, gainError_percent: 0.75, seconds: 9.5 }
      const calibration = { id: 'bw-1', method: 'body-weight', unit: 'N', calibrated_utc: '2026-03-01T09:00:00Z' } as const
      const left = { side: 'left', serial: 'L1', layout: 'demo-16', regions: ['heelM', 'whole'], calibration: null } as const
      const right = {
        ...left,
        side: 'right',
        serial: 'R1',
        calibration: { ...calibration, tared_utc: '2026-03-01T08:59:00Z', fit },
      } as const
      await expect(store.putInsoles('s1', [left])).rejects.toThrow('no session s1')
      await store.openSession(session('s1'))
      await store.putInsoles('s1', [left])
      await store.putInsoles('s1', [right, left])
      await store.openSession(session('s1', { condition: 'shoe B' }))
      expect((await store.getSession('s1'))?.insoles).toEqual([right, left])
      expect((await store.listSessions())[0]?.insoles).toEqual([right, left])
      expect(await store.fits()).toEqual([])
      await store.putFit({ calibration: 'bw-1', fit: { ...fit, seconds: 1 } })
      await store.putFit({ calibration: 'bw-1', fit })
      expect(await store.fits()).toEqual([{ calibration: 'bw-1', fit }])
    })

    it('forgets a fit, which holds a body mass, with the last session that rests on it', async () => {
      const fit = { bodyMass_kg: 70, residual_percent: 1.25, conditionNumber: 1.5, gainError_percent: 0.75, seconds: 9.5 }
      const withCalibration = (id: string): SessionInsole => ({
        side: 'left',
        serial: 'L1',
        layout: 'demo-16',
        regions: ['whole'],
        calibration: { id, method: 'body-weight', unit: 'N', calibrated_utc: '2026-03-01T09:00:00Z', tared_utc: null, fit },
      })
      for (const [id, calibration] of [
        ['s1', 'bw-1'],
        ['s2', 'bw-1'],
        ['s3', 'bw-2'],
      ] as const) {
        await store.openSession(session(id))
        await store.putInsoles(id, [withCalibration(calibration)])
        await store.putFit({ calibration, fit })
      }
      const left = async () => (await store.fits()).map((f) => f.calibration)
      await store.deleteSession('s1')
      expect(await left()).toEqual(['bw-1', 'bw-2'])
      await store.deleteSession('s2')
      expect(await left()).toEqual(['bw-2'])
    })

    it('gives strides back as they were, ordered by time', async () => {
      await store.openSession(session('s1'))
      const right = walk('right', 8, 0.8)
      const left = walk('left', 8)
      await store.putStrides(online('s1'), [...right].reverse())
      await store.putStrides(online('s1'), left)
      const expected = [...left, ...right].sort((a, b) => a.start_s - b.start_s)
      expect(await store.strides('s1')).toEqual(expected)
      expect(await store.getSession('s1')).toMatchObject({ strides: 16, validStrides: 14, current: online('s1') })
    })

    it('does not double what is written again', async () => {
      for (let time = 0; time < 3; time++) {
        await store.openSession(session('s1'))
        await store.addMarker('s1', { time_s: 1, label: 'a' })
        await store.putStrides(online('s1'), walk('left', 10))
        await store.putSummary(summaryOf(online('s1')))
      }
      const row = await store.getSession('s1')
      expect(row).toMatchObject({ strides: 10, validStrides: 9 })
      expect(row?.markers).toHaveLength(1)
      await store.putStrides(online('s1'), [stride('left', 0.25, { valid: false, excludedBecause: 'gap' })])
      expect(await store.getSession('s1')).toMatchObject({ strides: 10, validStrides: 8 })
      expect((await store.strides('s1'))[0]).toMatchObject({ valid: false, excludedBecause: 'gap' })
      expect(await store.summary('s1')).toEqual(summaryOf(online('s1')))
    })

    it('leaves nothing of a replaced stretch and touches nothing beside it', async () => {
      await store.openSession(session('s1'))
      await store.putStrides(online('s1'), [...walk('left', 10, 0), ...walk('right', 10, 0.5)])
      const later = [stride('left', 2.2), stride('left', 3.4)]
      await store.replaceStretch(online('s1'), 'left', 2.2, 5.5, later)
      await store.replaceStretch(online('s1'), 'left', 2.2, 5.5, later)
      const left = (await store.strides('s1')).filter((s) => s.side === 'left').map((s) => s.start_s)
      const beside = walk('left', 10, 0).map((s) => s.start_s)
      expect(left).toEqual([...beside.filter((t) => t < 2.2), 2.2, 3.4, ...beside.filter((t) => t >= 5.5)])
      expect((await store.strides('s1')).filter((s) => s.side === 'right')).toEqual(walk('right', 10, 0.5))
      await store.replaceStretch(online('s1'), 'right', -Infinity, Infinity, [])
      expect((await store.strides('s1')).filter((s) => s.side === 'right')).toEqual([])
    })

    it('shows the offline result after the close and keeps the live one', async () => {
      await store.openSession(session('s1'))
      await store.putStrides(online('s1'), [...walk('left', 9), ...walk('right', 9, 0.8)])
      await store.putSummary(summaryOf(online('s1')))
      for (const side of ['left', 'right'] as const) {
        await store.replaceStretch(offline('s1'), side, -Infinity, Infinity, walk(side, 7, side === 'left' ? 0.251 : 0.801))
        expect(await store.getSession('s1')).toMatchObject({ strides: 18, current: online('s1') })
      }
      await store.putSummary(summaryOf(offline('s1'), 1.2))
      expect(await store.getSession('s1')).toMatchObject({ strides: 14, validStrides: 12, current: offline('s1') })
      expect((await store.strides('s1'))[0]?.start_s).toBe(0.251)
      expect(await store.strides('s1', online('s1'))).toHaveLength(18)
      expect(await store.summary('s1')).toEqual(summaryOf(offline('s1'), 1.2))
      expect(await store.summary('s1', online('s1'))).toEqual(summaryOf(online('s1')))
      const newer = { ...offline('s1'), algorithm: 'contact@2.0.0' }
      await store.putStrides(newer, walk('left', 3))
      expect(await store.strides('s1')).toHaveLength(14)
      await store.putSummary(summaryOf(newer))
      expect(await store.strides('s1')).toHaveLength(3)
      expect(await store.strides('s1', offline('s1'))).toHaveLength(14)
    })

    it('names every result with its settings, and reads each by its key', async () => {
      await store.openSession(session('s1'))
      expect(await store.results('s1')).toEqual([])
      const older = { ...offline('s1'), algorithm: 'contact@0.9.0' }
      await store.describeResult(online('s1'), { mode: 'online', k: 3.5 })
      await store.describeResult(online('s1'), { mode: 'online', k: 3.5, plausible: { stride_s: [0.46, 3] } })
      await store.putStrides(online('s1'), walk('left', 4))
      await store.describeResult(older, { k: 3 })
      await store.replaceStretch(older, 'left', -Infinity, Infinity, walk('left', 3))
      await store.putSummary(summaryOf(older))
      await store.replaceStretch(offline('s1'), 'left', -Infinity, Infinity, walk('left', 5))
      await store.putSummary(summaryOf(offline('s1'), 1.2))
      expect(await store.results('s1')).toEqual([
        { key: online('s1'), settings: { mode: 'online', k: 3.5, plausible: { stride_s: [0.46, 3] } }, strides: 4, current: false },
        { key: older, settings: { k: 3 }, strides: 3, current: false },
        { key: offline('s1'), settings: null, strides: 5, current: true },
      ])
      expect(await store.strides('s1', older)).toEqual(walk('left', 3))
      expect(await store.summary('s1', older)).toEqual(summaryOf(older))
      await store.deleteSession('s1')
      expect(await store.results('s1')).toEqual([])
    })

    it('lists sessions newest first, page by page', async () => {
      const days = [3, 1, 5, 4, 2]
      for (const day of days) await store.openSession(session(`day-${day}`, { started_utc: `2026-03-0${day}T08:00:00.000Z` }))
      await store.openSession(session('day-5b', { started_utc: '2026-03-05T08:00:00.000Z' }))
      await store.putStrides(online('day-4'), walk('left', 4))
      const ids: string[] = []
      for (let before: string | undefined; ;) {
        const page = await store.listSessions({ limit: 2, ...(before === undefined ? {} : { before }) })
        if (page.length === 0) break
        ids.push(...page.map((s) => s.id))
        before = ids[ids.length - 1]
      }
      expect(ids).toEqual(['day-5b', 'day-5', 'day-4', 'day-3', 'day-2', 'day-1'])
      expect((await store.listSessions({ before: '2026-03-03T08:00:00.000Z' })).map((s) => s.id)).toEqual(['day-2', 'day-1'])
      expect((await store.listSessions()).find((s) => s.id === 'day-4')).toMatchObject({ strides: 4, current: online('day-4') })
    })

    it('lists the sessions of some people only, page by page', async () => {
      for (const [day, pseudonym] of [
        [1, 'A'],
        [2, 'B'],
        [3, null],
        [4, 'A'],
        [5, 'C'],
      ] as const)
        await store.openSession(session(`day-${day}`, { started_utc: `2026-03-0${day}T08:00:00.000Z`, pseudonym }))
      const ids = async (...args: Parameters<Store['listSessions']>) => (await store.listSessions(...args)).map((s) => s.id)
      expect(await ids({ of: ['A'] })).toEqual(['day-4', 'day-1'])
      expect(await ids({ of: ['A', null] })).toEqual(['day-4', 'day-3', 'day-1'])
      expect(await ids({ of: ['A', 'B'], limit: 1, before: 'day-4' })).toEqual(['day-2'])
      expect(await ids({ of: [] })).toEqual([])
    })

    it('keeps what is not a number as absent', async () => {
      await store.openSession(session('s1', { pseudonym: null }))
      const odd = { ...stride('left', 1, { toeOff_s: Number.NaN, stance_s: Number.NaN, swing_s: Infinity }), step_s: undefined, other: 3 }
      await store.putStrides(online('s1'), [odd as unknown as Stride])
      const kept = (await store.strides('s1'))[0]
      expect(kept).toEqual({ side: 'left', start_s: 1, toeOff_s: null, end_s: 2.1, valid: true, excludedBecause: null, stride_s: 1.1 })
    })

    it('refuses wrong use, and one refused write costs no other', async () => {
      await store.openSession(session('s1'))
      const outcomes = await Promise.allSettled([
        store.putStrides(online('s1'), walk('left', 2)),
        store.putStrides(online('nobody'), walk('left', 2)),
        store.putStrides(online('s1'), [stride('right', Number.NaN)]),
        store.putStrides({ ...online('s1'), algorithm: 'contact' }, walk('left', 2)),
        store.replaceStretch(online('s1'), 'left', 5, 9, [stride('left', 1)]),
        store.replaceStretch(online('s1'), 'left', 9, 5, []),
        store.openSession(session("x' OR 1=1")),
        store.openSession(session('s2', { pseudonym: 'Jane Doe' })),
        store.openSession(session('s2', { started_utc: 'yesterday' })),
        store.closeSession('nobody', '2026-03-01T10:05:00.000Z'),
        store.putStrides(online('s1'), walk('right', 2)),
      ])
      expect(outcomes.map((o) => o.status === 'fulfilled')).toEqual([true, ...Array.from({ length: 9 }, () => false), true])
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'Error' })
      expect(await store.strides('s1')).toHaveLength(4)
      expect(await store.getSession('s2')).toBeNull()
    })

    it('equals a plain map whatever is written in whatever order', async () => {
      const at = fc.integer({ min: 0, max: 12 })
      const side = fc.constantFrom('left', 'right')
      const step = fc.oneof(
        fc.record({ what: fc.constant('put' as const), side, times: fc.array(at, { maxLength: 4 }), valid: fc.boolean() }),
        fc.record({
          what: fc.constant('replace' as const),
          side,
          from: at,
          length: at,
          times: fc.array(at, { maxLength: 3 }),
          valid: fc.boolean(),
        }),
      )
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          const id = `walk-${run++}`
          await store.openSession(session(id))
          const model = new Map<string, boolean>()
          await Promise.all(
            steps.map(async (s) => {
              if (s.what === 'put') {
                for (const t of s.times) model.set(`${s.side} ${t}`, s.valid)
                return store.putStrides(
                  online(id),
                  s.times.map((t) => stride(s.side as 'left', t, { valid: s.valid })),
                )
              }
              const inside = s.times.filter((t) => t >= s.from && t < s.from + s.length)
              for (let t = s.from; t < s.from + s.length; t++) model.delete(`${s.side} ${t}`)
              for (const t of inside) model.set(`${s.side} ${t}`, s.valid)
              return store.replaceStretch(
                online(id),
                s.side as 'left',
                s.from,
                s.from + s.length,
                inside.map((t) => stride(s.side as 'left', t, { valid: s.valid })),
              )
            }),
          )
          const kept = (await store.strides(id)).map((s) => [`${s.side} ${s.start_s}`, s.valid] as const)
          expect(new Map(kept)).toEqual(model)
          expect(kept).toHaveLength(model.size)
          expect(await store.getSession(id)).toMatchObject({
            strides: model.size,
            validStrides: [...model.values()].filter(Boolean).length,
          })
        }),
        { numRuns: 25 },
      )
    })

    if (options.readsOutbox) outboxContract(() => store)
  })
}
