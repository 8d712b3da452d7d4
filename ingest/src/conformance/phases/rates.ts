import { decodeIdentity, decodeResponse, supports } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import { endOf, live, type Stretch } from '../packets.ts'
import type { Request, RateAsked, Rates } from '../seen.ts'
import type { Witness } from '../witness.ts'
import { askFor } from './askFor.ts'
import { run } from './stream.ts'

const MOST_ASKED = 16
const RUN_MS = 1200
/** Samples on each side of the change. */
const AROUND = 8

export async function rates(kit: Kit): Promise<Rates> {
  const witness = await kit.link()
  const full_Hz = kit.identity.rate_Hz
  const asked: RateAsked[] = []
  try {
    for (const fraction of fractionsOf(full_Hz)) asked.push(await askRate(witness, full_Hz / fraction))
    const half = full_Hz >= 2 ? await atHalf(kit, witness, full_Hz / 2, asked) : null
    const restored = { asked: await askRate(witness, full_Hz), stretch: await run(kit, witness, RUN_MS) }
    const across =
      supports(kit.identity, 'backfill') && half !== null ? await askAcross(kit, witness, half.stretch, restored.stretch) : null
    return { full_Hz, asked, half, restored, across }
  } catch (error) {
    // Whatever happened: the insole shall be as it was.
    if (!witness.connection.over.aborted) await askRate(witness, full_Hz).catch(() => undefined)
    throw error
  }
}

async function atHalf(kit: Kit, witness: Witness, rate_Hz: number, asked: RateAsked[]): Promise<NonNullable<Rates['half']>> {
  // Twice: what is repeated changes nothing.
  asked.push(await askRate(witness, rate_Hz), await askRate(witness, rate_Hz))
  const identity = decodeIdentity(await witness.read('identity'))
  return { rate_Hz, identity: identity.ok ? identity.value : null, stretch: await run(kit, witness, RUN_MS) }
}

/** 1, 2, 3 and others, spread evenly down to 1 Hz. */
function fractionsOf(full_Hz: number): number[] {
  const most = Math.floor(full_Hz)
  const step = Math.max(1, most / MOST_ASKED)
  const spread = Array.from({ length: Math.min(most, MOST_ASKED) }, (_, i) => Math.round(most - i * step))
  return [...new Set([1, 2, 3, ...spread.reverse()])].filter((fraction) => fraction >= 1 && fraction <= most)
}

async function askRate(witness: Witness, rate_Hz: number): Promise<RateAsked> {
  const exchange = await witness.send({ command: 'rate', rate_Hz })
  const response = exchange.answers[0] && decodeResponse(exchange.answers[0].bytes)
  const answered_Hz = response?.ok && response.value.command === 'rate' ? response.value.rate_Hz : null
  return { rate_Hz, exchange, answered_Hz }
}

async function askAcross(kit: Kit, witness: Witness, slow: Stretch, fast: Stretch): Promise<Request | null> {
  const [last, first] = [live(slow).at(-1), live(fast)[0]]
  if (last === undefined || first === undefined) return null
  const firstSequence = (endOf(last) - AROUND) >>> 0
  return askFor(kit, witness, { firstSequence, count: (first.sequence + AROUND - firstSequence) >>> 0 || 1 })
}
