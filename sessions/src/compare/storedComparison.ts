import type { ComparedSession } from '@solestream/processing/analysis'
import type { SessionRow, Store } from '@solestream/processing/storage'
import { startThread } from '@solestream/processing/storage/thread'
import { ServiceFault, type CompareAsked } from '../service.ts'
import { comparedStored } from './comparedSessions.ts'
import type { ComparisonDocument } from './document.ts'

/** Of the person's earlier sessions so many are looked through, and so many say what is usual. */
const LOOKED_THROUGH = 50
const BASELINES = 10

export interface CompareWork {
  readonly a: ComparedSession
  readonly b: ComparedSession
  readonly baselines: readonly ComparedSession[]
  readonly version: string
}
export type CompareAnswer = { readonly ok: true; readonly document: ComparisonDocument } | { readonly ok: false; readonly message: string }

/** The comparison of two stored sessions; null: one is not there. Its intervals take a while, so they come from a thread. */
export async function storedComparison(store: Store, asked: CompareAsked, version: string): Promise<ComparisonDocument | null> {
  const rows = await Promise.all([store.getSession(asked.a.id), store.getSession(asked.b.id)])
  const [rowA, rowB] = rows
  if (rowA === null || rowB === null) return null
  const [a, b] = await Promise.all([compared(store, asked.a), compared(store, asked.b)])
  const baselines = await Promise.all((await usualRows(store, rowA, rowB)).map(({ id }) => compared(store, { id, speed_m_s: null })))
  return inThread({ a, b, baselines, version })
}

async function compared(store: Store, { id, speed_m_s }: CompareAsked['a']): Promise<ComparedSession> {
  const session = await comparedStored(store, id, speed_m_s)
  if (session === null)
    throw new ServiceFault(
      409,
      `Session ${id} has no result yet, so there is nothing to compare.`,
      'Stop its recording, and wait until it is computed.',
    )
  return session
}

/**
 * What is usual for the person: own sessions up to the earlier one of the two, under its condition, computed alike. The later one is what is asked
 * about, so it is never among them.
 */
async function usualRows(store: Store, a: SessionRow, b: SessionRow): Promise<readonly SessionRow[]> {
  if (a.pseudonym === null || a.pseudonym !== b.pseudonym || a.id === b.id) return []
  const first = a.started_utc <= b.started_utc ? a : b
  const earlier = await store.listSessions({ of: [a.pseudonym], before: first.id, limit: LOOKED_THROUGH })
  const alike = earlier.filter(
    ({ id, condition, task, current }) =>
      id !== a.id && id !== b.id && condition === first.condition && task === first.task &&
      current !== null && current.algorithm === first.current?.algorithm && current.mode === first.current.mode,
  ) // prettier-ignore
  return [first, ...alike].slice(0, BASELINES)
}

function inThread(work: CompareWork): Promise<ComparisonDocument> {
  return new Promise((resolve, reject) => {
    const worker = startThread(new URL('./compareThread.ts', import.meta.url), work)
    worker.once('message', (answer: CompareAnswer) => (answer.ok ? resolve(answer.document) : reject(new Error(answer.message))))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that compares ended (code ${code})`)))
  })
}
