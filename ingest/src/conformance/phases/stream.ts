import { decodeStatus } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { stretchOf, type Stretch } from '../packets.ts'
import type { StatusRead, StreamSeen } from '../seen.ts'
import type { Exchange, Witness } from '../witness.ts'

/** What lay in the queues of both stacks when stop was answered may still come. */
export const GRACE_MS = 300
const RUN_MS = 1000
const PAUSE_MS = 1000
const SYNCS = 8

export async function stream(kit: Kit): Promise<StreamSeen> {
  const witness = await kit.link()
  const before = await readStatus(witness, kit)
  const from = witness.samples.length
  const statusFrom = witness.statuses.length
  const starts = [await witness.send({ command: 'start' })]
  await kit.wait(RUN_MS)
  starts.push(await witness.send({ command: 'start' }))
  for (let n = 0; n < SYNCS; n++) {
    await timeSync(witness)
    // Spread, so that no rhythm of the link hides what it costs.
    await kit.wait(50 + 100 * Math.random())
  }
  const during = await readStatus(witness, kit)
  const stops = [await witness.send({ command: 'stop' })]
  await kit.wait(GRACE_MS)
  const paused = witness.samples.length
  stops.push(await witness.send({ command: 'stop' }))
  await kit.wait(PAUSE_MS)
  const late = witness.samples.length - paused
  const second = witness.samples.length
  await run(kit, witness, RUN_MS)
  return {
    first: stretchOf(witness.samples.slice(from, paused)),
    second: stretchOf(witness.samples.slice(second)),
    starts,
    stops,
    late,
    before,
    during,
    notified: witness.statuses.slice(statusFrom),
  }
}

/** Start, a while with an exchange of time at both ends, stop. */
export async function run(kit: Kit, witness: Witness, ms: number): Promise<Stretch> {
  const from = witness.samples.length
  await witness.send({ command: 'start' })
  await timeSync(witness)
  await kit.wait(ms)
  await timeSync(witness)
  await witness.send({ command: 'stop' })
  await kit.wait(GRACE_MS)
  return stretchOf(witness.samples.slice(from))
}

export async function readStatus(witness: Witness, kit: Kit): Promise<StatusRead> {
  const bytes = await witness.read('status')
  const status = decodeStatus(bytes)
  return { status: status.ok ? status.value : null, bytes: bytes.length, at_s: kit.now_s() }
}

const timeSync = (witness: Witness): Promise<Exchange> =>
  witness.send({ command: 'timeSync', echo: Math.floor(Math.random() * 2 ** 32) >>> 0 })
