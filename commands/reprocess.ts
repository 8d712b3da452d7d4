import { ConfigurationFault } from '@solestream/ingest'
import { GAIT_ALGORITHM_IDS } from '@solestream/sessions'
import { allSessions, namedSessions, openFolder } from '@solestream/sessions/folder'
import { createProgressBar } from '@solestream/sessions/progress'
import { reprocessSession, reprocessText, type Reprocessed } from '@solestream/sessions/reprocess'

interface Flags {
  readonly all?: boolean
  readonly algorithm?: string
  readonly dryRun?: boolean
  readonly data: string
  readonly json?: boolean
}

export async function reprocess(ids: readonly string[], flags: Flags): Promise<void> {
  const { algorithm, dryRun = false, all = false } = flags
  if (ids.length > 0 === all)
    throw new ConfigurationFault(
      all ? 'sessions were named, and --all was given' : 'no session was named',
      'name sessions by their ids, as the page of sessions shows them, or give --all',
    )
  if (algorithm !== undefined && !GAIT_ALGORITHM_IDS.includes(algorithm))
    throw new ConfigurationFault(`--algorithm ${algorithm} is not known`, `--algorithm takes ${GAIT_ALGORITHM_IDS.join(', ')}`)
  const folder = await openFolder(flags.data)
  const bar = createProgressBar()
  const done: Reprocessed[] = []
  try {
    const sessions = all ? await allSessions(folder.store) : await namedSessions(folder, ids)
    for (const [k, session] of sessions.entries()) {
      bar.at(k / sessions.length, session.id)
      const one = await reprocessSession(session, { dryRun, ...(algorithm === undefined ? {} : { algorithm }) }, folder)
      if (one.refused === null) await folder.log(dryRun ? 'session.reprocess-dry' : 'session.reprocess', session)
      done.push(one)
    }
  } finally {
    bar.end()
    await folder.close()
  }
  if (flags.json) process.stdout.write(`${JSON.stringify({ dryRun, sessions: done })}\n`)
  else for (const one of done) console.log(reprocessText(one))
  const refused = done.filter((one) => one.refused !== null).length
  console.error(`${done.length - refused} ${dryRun ? 'would be computed' : 'computed'} again, ${refused} not.`)
  if (refused > 0) process.exitCode = 1
}
