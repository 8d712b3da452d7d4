import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '@solestream/processing/storage/sqlite'
import { failed, refusedWith, type Answer, type Call, type FromThread } from '@solestream/processing/storage/thread'
import { PEOPLE_DATABASE } from './migrations.ts'
import { createKeptEnd } from './keptEnd.ts'
import { ALONE, createPeopleState, type PeopleMethod } from './state/peopleState.ts'
import type { PeopleThreadSettings } from './peopleStore.ts'

/** SQLite is synchronous, so the identity database has a thread of its own. Each call is answered after its commit. */
const port = parentPort
if (port === null) throw new Error('runs as a worker only')
const { file, headFile, key } = workerData as PeopleThreadSettings
const say = (message: FromThread<never>): void => port.postMessage(message)

function serve(): void {
  const db = openDatabase(file, PEOPLE_DATABASE)
  const state = createPeopleState(db, key)
  const end = createKeptEnd(headFile)
  // From its first entry on a log has an end that was kept: one without is no log that nobody touched.
  const keepEnd = db.transaction((broken: boolean): void => {
    if (broken || state.logBreak(end.known()) === null) end.keep(state.logHead())
  })
  if (state.logBreak(end.known()) === null) keepEnd.immediate(false)
  say({ type: 'open', told: null })

  const run = ({ method, args }: Call): unknown => (state[method as PeopleMethod] as (...args: readonly unknown[]) => unknown)(...args)
  /** A log that was cut off or written anew goes on, for the work must; that it was stays written in it. True: it was found so now. */
  const connect = (): boolean => {
    const known = end.known()
    const reason = state.logBreak(known)
    if (reason !== null) state.breakLog(known, reason)
    return reason !== null
  }
  const together = db.transaction((call: Call) => ({ broken: connect(), value: run(call) }))
  const answer = (call: Call): Answer => {
    try {
      if (ALONE.has(call.method as PeopleMethod)) return { id: call.id, ok: true, value: run(call) }
      const { broken, value } = together.immediate(call)
      keepEnd.immediate(broken)
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
