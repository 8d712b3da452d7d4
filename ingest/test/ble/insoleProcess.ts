/** A virtual insole in a process of its own, as another laptop would run it. Argument: its settings as JSON. */
import { runVirtualInsole, type VirtualInsoleSettings } from '@solestream/ingest/peripheral'

const settings = JSON.parse(process.argv[2] ?? '{}') as VirtualInsoleSettings
const running = await runVirtualInsole({ ...settings, log: (line) => process.send?.({ log: line }) })
process.send?.({ serial: running.serial })
process.on('disconnect', () => process.exit(0))
