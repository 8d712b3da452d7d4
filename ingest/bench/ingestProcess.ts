/** Ingest alone in a process: a BLE source (real, or over an in-process radio), the journal and the live assembler. Told by its parent. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAssembler, type IngestRecord } from '@solestream/ingest'
import { createBleSource } from '@solestream/ingest/ble'
import { createJournal } from '@solestream/ingest/recordings'
import { SIDES, type Side } from '@solestream/processing/model'
import { createFakeRadio } from '../test/ble/fakeRadio.ts'

export type Ask = 'streaming' | 'outstanding' | 'away' | 'back' | 'begin' | 'end'
export interface Cost {
  readonly cpu_percent: number
  /** From one turn of the event loop to the next, at most; and how much of that this process computed. */
  readonly longest_ms: number
  readonly longestOwn_ms: number
  readonly packets: number
  readonly recovered: number
}

const TURN_MS = 5
const folder = mkdtempSync(join(tmpdir(), 'solestream-bench-'))
const inProcess = process.argv[2] === 'in-process'
const radio = createFakeRadio()
/** What the insoles themselves cost, where they run in this process. */
let insoles_ms = 0
const fakes = inProcess ? SIDES.map((side) => timed(radio.add(side))) : []
function timed(fake: ReturnType<typeof radio.add>): typeof fake {
  const { due, write } = fake.insole
  const measured =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      const from_ms = performance.now()
      const result = work(...args)
      insoles_ms += performance.now() - from_ms
      return result
    }
  return Object.assign(fake, { insole: Object.assign(fake.insole, { due: measured(due), write: measured(write) }) })
}

const source = createBleSource(inProcess ? { radio } : {})
const journal = createJournal({ file: join(folder, 'bench.journal') })
const assembler = createAssembler({ mode: 'live' })
const links: Partial<Record<Side, string>> = {}
let packets = 0
await source.start({
  record(record: IngestRecord) {
    journal.append(record)
    if (record.type === 'link') links[record.side] = record.state
    if (record.type === 'packet') packets++
    assembler.push(record)
  },
  state: () => undefined,
  ready: () => Promise.resolve(),
})
if (inProcess) radio.turn('on')

const recovered = (): number => SIDES.reduce((sum, side) => sum + (assembler.quality()[side]?.recovered ?? 0), 0)
let begun = { cpu: process.cpuUsage(), at_ms: 0, insoles_ms: 0, packets: 0, recovered: 0 }
let longest = { ms: 0, own_ms: 0 }
let last = { at_ms: performance.now(), cpu: process.cpuUsage() }
setInterval(() => {
  const now_ms = performance.now()
  const { user, system } = process.cpuUsage(last.cpu)
  const ms = now_ms - last.at_ms
  longest = { ms: Math.max(longest.ms, ms), own_ms: Math.max(longest.own_ms, Math.min(ms, (user + system) / 1000)) }
  last = { at_ms: now_ms, cpu: process.cpuUsage() }
}, TURN_MS)

function answer(ask: Ask): unknown {
  switch (ask) {
    case 'streaming':
      return SIDES.every((side) => links[side] === 'streaming')
    case 'outstanding':
      return SIDES.reduce((sum, side) => sum + (source.outstanding?.(side) ?? 0), 0)
    case 'away':
      for (const fake of fakes) {
        fake.advertising = false
        fake.connection?.drop()
      }
      return null
    case 'back':
      for (const fake of fakes) fake.advertising = true
      return null
    case 'begin':
      begun = { cpu: process.cpuUsage(), at_ms: performance.now(), insoles_ms, packets, recovered: recovered() }
      longest = { ms: 0, own_ms: 0 }
      return null
    case 'end': {
      const { user, system } = process.cpuUsage(begun.cpu)
      const wall_ms = performance.now() - begun.at_ms
      const own_ms = (user + system) / 1000 - (insoles_ms - begun.insoles_ms)
      return {
        cpu_percent: (100 * own_ms) / wall_ms,
        longest_ms: longest.ms,
        longestOwn_ms: longest.own_ms,
        packets: packets - begun.packets,
        recovered: recovered() - begun.recovered,
      } satisfies Cost
    }
  }
}
process.on('message', (ask: Ask) => process.send?.({ answer: answer(ask) }))
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
process.send?.({ ready: true })
