import { beforeEach, describe, expect, it } from 'vitest'
import type { OutboxCounts, Store } from '../src/storage/index.ts'
import { offline, online, session, stride, summaryOf, walk } from './storageSamples.ts'

/** What every backend's outbox must do, where no projection takes it away. `opened`: a fresh store for each example. */
export function outboxContract(opened: () => Store): void {
  describe('its outbox', () => {
    let store: Store
    beforeEach(() => {
      store = opened()
    })

    it('tells every write to the current result in order, until it is acknowledged', async () => {
      const told: OutboxCounts[] = []
      await store.openSession(session('s1'))
      const end = store.watchOutbox((counts) => told.push(counts))
      await store.putStrides(online('s1'), walk('left', 2))
      expect(told.at(-1)).toEqual({ backlog: 1, deadLetters: 0 })
      await store.replaceStretch(online('s1'), 'left', 1, 3, [stride('left', 1.5)])
      await store.putSummary(summaryOf(online('s1')))
      await store.putSummary(summaryOf(online('s1'), 1.3))
      const entries = await store.outbox(10)
      expect(entries.map((e) => e.kind)).toEqual(['strides', 'replace', 'summary'])
      expect(entries[0]?.strides.map((s) => s.start_s)).toEqual([0.25])
      expect(entries[1]).toMatchObject({ range: { side: 'left', from_s: 1, to_s: 3 }, key: online('s1'), session: session('s1') })
      expect(entries[1]?.strides).toEqual([stride('left', 1.5)])
      expect(entries[2]?.summary).toEqual(summaryOf(online('s1'), 1.3))
      await store.acknowledge(entries[1]?.id as number)
      expect(await store.outboxCounts()).toEqual({ backlog: 1, deadLetters: 0 })
      expect(told.at(-1)).toEqual({ backlog: 1, deadLetters: 0 })
      end()
      await store.acknowledge(entries[2]?.id as number)
      expect(await store.outbox(10)).toEqual([])
      expect(told.at(-1)).toEqual({ backlog: 1, deadLetters: 0 })
    })

    it('is silent on other results and tells the whole one that becomes current', async () => {
      await store.openSession(session('s1'))
      await store.putStrides(online('s1'), walk('left', 5))
      await store.replaceStretch(offline('s1'), 'left', -Infinity, Infinity, walk('left', 4))
      expect((await store.outbox(10)).map((e) => e.key)).toEqual([online('s1')])
      await store.putSummary(summaryOf(offline('s1')))
      const entries = await store.outbox(10)
      expect(entries.map((e) => [e.kind, e.range?.side, e.range?.from_s, e.range?.to_s, e.strides.length])).toEqual([
        ['replace', 'left', -Infinity, Infinity, 4],
        ['replace', 'right', -Infinity, Infinity, 0],
        ['summary', undefined, undefined, undefined, 0],
      ])
      expect(entries.map((e) => e.key)).toEqual([offline('s1'), offline('s1'), offline('s1')])
    })

    it('tells a deletion, and a session that is made again', async () => {
      await store.openSession(session('s1'))
      await store.putStrides(online('s1'), walk('left', 5))
      await store.deleteSession('s1')
      await store.openSession(session('s1', { pseudonym: null }))
      await store.putStrides(online('s1'), walk('left', 2))
      const entries = await store.outbox(10)
      expect(entries.map((e) => [e.kind, e.session, e.strides.length])).toEqual([
        ['delete-session', { id: 's1' }, 0],
        ['strides', session('s1', { pseudonym: null }), 2],
      ])
    })

    it('tells all again when what a projection is tagged with changes', async () => {
      await store.openSession(session('s1'))
      await store.putStrides(online('s1'), walk('left', 5))
      await store.acknowledge(100)
      await store.openSession(session('s1', { condition: 'barefoot' }))
      expect(await store.outbox(10)).toEqual([])
      await store.openSession(session('s1', { pseudonym: 'P-002' }))
      const entries = await store.outbox(10)
      expect(entries.map((e) => [e.kind, e.session, e.strides.length])).toEqual([
        ['replace', session('s1', { pseudonym: 'P-002' }), 5],
        ['replace', session('s1', { pseudonym: 'P-002' }), 0],
      ])
    })

    it('keeps dead letters once each, with their reason', async () => {
      await store.deadLetter(7, 'stride left 1.5 s', 'field type conflict')
      await store.deadLetter(7, 'stride left 1.5 s', 'field type conflict')
      await store.deadLetter(7, 'stride left 2.6 s', 'field type conflict')
      expect(await store.outboxCounts()).toEqual({ backlog: 0, deadLetters: 2 })
      expect((await store.deadLetters(1))[0]).toEqual({ entryId: 7, what: 'stride left 2.6 s', reason: 'field type conflict' })
    })

    it('forgets the dead letters of a session with the session', async () => {
      await store.openSession(session('s1'))
      await store.deadLetter(7, 'stride of s1 left 1.5 s', 'field type conflict')
      await store.deadLetter(8, 'stride of s2 left 1.5 s', 'field type conflict')
      await store.deleteSession('s1')
      expect((await store.deadLetters(9)).map((d) => d.entryId)).toEqual([8])
    })

    it('hands out a large backlog in bounded answers', async () => {
      for (let i = 0; i < 4; i++) {
        await store.openSession(session(`s${i}`))
        await store.replaceStretch(online(`s${i}`), 'left', -Infinity, Infinity, walk('left', 900))
      }
      expect(await store.outbox(100)).toHaveLength(2)
      expect(await store.outboxCounts()).toEqual({ backlog: 4, deadLetters: 0 })
    })
  })
}
