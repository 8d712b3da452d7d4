import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '@solestream/processing/storage/sqlite'
import { failed, refusedWith, type Answer, type Call, type FromThread } from '@solestream/processing/storage/thread'
import { PEOPLE_DATABASE } from './migrations.ts'
import { ALONE, createPeopleState, keepHead, type PeopleMethod } from './state/peopleState.ts'
import type { PeopleThreadSettings } from './peopleStore.ts'

/** SQLite is synchronous, so the identity database has a thread of its own. Each call is answered after its commit. */
const port = parentPort
if (port === null) throw new Error('runs as a worker only')
const { file, headFile, key } = workerData as PeopleThreadSettings
const say = (message: FromThread<never>): void => port.postMessage(message)

function serve(): void {
  const db = openDatabase(file, PEOPLE_DATABASE)
  const state = createPeopleState(db, key)
  let head = state.logHead().seq
  say({ type: 'open', told: null })

  const run = ({ method, args }: Call): unknown => (state[method as PeopleMethod] as (...args: readonly unknown[]) => unknown)(...args)
  const together = db.transaction(run)
  const answer = (call: Call): Answer => {
    try {
      const value = ALONE.has(call.method as PeopleMethod) ? run(call) : together.immediate(call)
      const now = state.logHead()
      if (now.seq !== head) keepHead(headFile, now)
      head = now.seq
      return { id: call.id, ok: true, value }
    } catch (error) {
      return failed(call.id, error, file)
    }
  }
  port?.on('message', (message: Call | 'close') => {
    if (message !== 'close') return say({ type: 'answers', answers: [answer(message)], told: null })
    db.close()
    port.close()
  })
}

try {
  serve()
} catch (error) {
  say(refusedWith(error, file))
  port.close()
}
