import { describe, expect, it, vi } from 'vitest'
import type { Side, Stride } from '@solestream/processing/model'
import { createMemoryStore, type ResultKey, type Store } from '@solestream/processing/storage'
import { replacedStretch } from '../src/run/replacedStretch.ts'
import { createStrideWriter } from '../src/run/strideWriter.ts'

const key: ResultKey = { session: 's', algorithm: 'gait@1', mode: 'online' }
const stride = (start_s: number, end_s: number, side: Side = 'left'): Stride => ({
  ...{ side, start_s, toeOff_s: start_s + 0.6, end_s, valid: true, excludedBecause: null, stride_s: end_s - start_s },
})
async function opened(): Promise<Store> {
  const store = createMemoryStore()
  await store.openSession({
    ...{ id: 's', started_utc: '2026-01-01T00:00:00.000Z', ended_utc: null, source: 'ble' },
    ...{ pseudonym: null, condition: null, task: 'walk' },
  })
  return store
}

describe('the stretch in which two results differ', () => {
  const before = [stride(0, 1), stride(1, 2), stride(1.5, 2.5, 'right'), stride(2, 3), stride(3, 4), stride(4, 5)]

  it('is none where they are the same, and of each side alone', () => {
    expect(replacedStretch('left', before, [...before])).toBeNull()
    expect(
      replacedStretch(
        'right',
        before,
        before.filter((s) => s.side === 'left'),
      ),
    ).toEqual({
      ...{ type: 'replaced', side: 'right', from_s: 1.5, to_s: 2.5 },
      ...{ strides: [], before: [before[2]] },
    })
  })

  it('reaches from the first to the last stride that changed', () => {
    const after = [stride(0, 1), stride(1, 1.9), stride(1.9, 3), stride(3, 4), stride(4, 5)]
    expect(replacedStretch('left', before, after)).toEqual({
      ...{ type: 'replaced', side: 'left', from_s: 1, to_s: 3 },
      ...{ strides: after.slice(1, 3), before: [before[1], before[3]] },
    })
  })

  it('sees what a stride says, not only where it lies', () => {
    const gone: Stride = { ...before[3]!, valid: false, excludedBecause: 'gap' }
    const after = before.map((s) => (s === before[3] ? gone : s))
    expect(replacedStretch('left', before, after)).toMatchObject({ from_s: 2, to_s: 3, strides: [gone] })
  })
})

describe('the writer of live strides', () => {
  it('replaces after what it replaces was written, and counts what is stored', async () => {
    const store = await opened()
    const writer = createStrideWriter(store, key)
    const [a, b, c] = [stride(0, 1), stride(1, 2), stride(2, 3)]
    const [b1, b2] = [stride(1, 1.5), stride(1.5, 2)]
    writer.add(a)
    writer.add(b)
    writer.replace({ type: 'replaced', side: 'left', from_s: 1, to_s: 2, strides: [b1, b2], before: [b] })
    writer.add(c)
    await writer.finish()
    expect(await store.strides('s', key)).toEqual([a, b1, b2, c])
    expect(writer.stored).toBe(4)
  })

  it('keeps the order over faults of the store', async () => {
    vi.useFakeTimers()
    try {
      const store = await opened()
      let down = true
      const faulty: Store = {
        ...store,
        putStrides: (...args) => (down ? Promise.reject(new Error('disk full')) : store.putStrides(...args)),
        replaceStretch: (...args) => (down ? Promise.reject(new Error('disk full')) : store.replaceStretch(...args)),
      }
      const writer = createStrideWriter(faulty, key)
      const [a, b] = [stride(0, 1), stride(0, 1.1)]
      writer.add(a)
      writer.replace({ type: 'replaced', side: 'left', from_s: 0, to_s: 1.1, strides: [b], before: [a] })
      await vi.advanceTimersByTimeAsync(2000)
      expect(writer.fault).toBe('disk full')
      expect(writer.stored).toBe(0)
      down = false
      await vi.advanceTimersByTimeAsync(20_000)
      expect(writer.fault).toBeNull()
      expect(await store.strides('s', key)).toEqual([b])
      expect(writer.stored).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })
})
