import { decodeResponse, type SampleRange } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { apart, endOf, recovered, stretchOf, type Stretch } from '../packets.ts'
import type { Request } from '../seen.ts'
import type { Exchange, Witness } from '../witness.ts'

const LOOK_EVERY_MS = 50
/** R-BACKFILL-11: then a host gives up. */
const SILENCE_MS = 2000
const MOST_MS = 20_000
/** After the last sample: what is doubled comes late. */
const TAIL_MS = 300

export const endOfRange = ({ firstSequence, count }: SampleRange): number => (firstSequence + count) >>> 0

/** Asks, and waits until the last sample came, none came any more, or the time is up. */
export async function askFor(kit: Kit, witness: Witness, asked: SampleRange): Promise<Request> {
  const from = witness.samples.length
  const exchange = await witness.send({ command: 'backfill', ...asked })
  const promised = promiseOf(exchange)
  const heard = (): Stretch => stretchOf(witness.samples.slice(from))
  if (promised !== null) {
    let newest_s = kit.now_s()
    let count = 0
    const started_s = newest_s
    for (;;) {
      const packets = recovered(heard())
      if (packets.length > count) newest_s = kit.now_s()
      count = packets.length
      const last = packets.at(-1)
      if (last !== undefined && apart(endOf(last), endOfRange(promised)) >= 0) break
      if (kit.now_s() - newest_s > SILENCE_MS / 1000 || kit.now_s() - started_s > MOST_MS / 1000) break
      await kit.wait(LOOK_EVERY_MS)
    }
    await kit.wait(TAIL_MS)
  }
  const all = heard()
  return { asked, exchange, promised, heard: all, packets: recovered(all) }
}

export function promiseOf({ answers }: Exchange): SampleRange | null {
  const response = answers[0] && decodeResponse(answers[0].bytes)
  return response?.ok && response.value.command === 'backfill' ? response.value.range : null
}
