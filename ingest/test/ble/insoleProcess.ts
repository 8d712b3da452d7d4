/** A virtual insole in a process of its own, as another laptop would run it. Argument: its settings as JSON. */
import { runVirtualInsole } from '@solestream/ingest/peripheral'
import { FAULTS } from './faults.ts'
import type { InsoleSettings } from './processes.ts'

const settings = JSON.parse(process.argv[2] ?? '{}') as InsoleSettings
const fault = settings.fault
const running = await runVirtualInsole({
  ...settings,
  ...(fault === undefined ? {} : { behave: FAULTS[fault] }),
  log: (line) => process.send?.({ log: line }),
})
process.on('message', (message) => {
  if (message === 'disconnect') running.disconnect()
})
process.send?.({ serial: running.serial })
process.on('disconnect', () => process.exit(0))
