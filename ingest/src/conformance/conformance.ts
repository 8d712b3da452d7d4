import { decodeIdentity, type Identity } from '@solestream/firmware-protocol'
import type { Radio } from '../ble/radio.ts'
import { openAir } from './air.ts'
import { createEvidence, type OpenEvidence } from './evidence.ts'
import { findInsole, type Wanted } from './find.ts'
import { createKit } from './kit.ts'
import type { Person } from './person.ts'
import { PHASES } from './phases/index.ts'
import type { Requirement } from './requirement.ts'
import { REQUIREMENTS } from './requirements/index.ts'
import { NotSeen, type Verdict } from './verdict.ts'
import type { Witness } from './witness.ts'

export interface ConformanceOptions {
  readonly radio: Radio
  readonly wanted?: Wanted
  /** Also what changes the calibration that the insole keeps. */
  readonly mayWrite?: boolean
  /** Also what needs a person. */
  readonly person?: Person | null
  /** Hears how far it is, 0 to 1, and what is being done. */
  readonly at?: (share: number, doing: string) => void
  readonly now_s?: () => number
  /** Ends it after the step under way, so that the insole is left as it was. */
  readonly signal?: AbortSignal
}

export interface Judgement {
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
}

export interface Conformance {
  readonly name: string | null
  /** Null: it could not be read. */
  readonly identity: Identity | null
  readonly mtu: number | null
  /** No requirement fails, and nothing was broken off. */
  readonly ok: boolean
  readonly judgements: readonly Judgement[]
  /** What could not be done to its end, and why. */
  readonly brokenOff: readonly { readonly doing: string; readonly because: string }[]
}

/** No insole was heard. */
export class NoInsole extends Error {
  override readonly name = 'NoInsole'
  readonly mend = 'Switch the insole on, keep it near, and end whatever else is connected to it.'
}

/**
 * Looks at one insole for about half a minute. Leaves it as it was: stopped, at its rate, with its calibration.
 * Rejects with a RadioUnavailable or with NoInsole.
 */
export async function runConformance(options: ConformanceOptions): Promise<Conformance> {
  const { radio, wanted = {}, at = () => undefined, now_s = () => performance.now() / 1000 } = options
  at(0, 'looking for the insole')
  const air = await openAir(radio)
  const log: Witness[] = []
  try {
    const neighbour = await findInsole(air, wanted)
    if (neighbour === null) throw new NoInsole(`no insole was heard${wordsOf(wanted)}`)
    const evidence = createEvidence(neighbour, log)
    const kit = createKit({ air, neighbour, evidence, mayWrite: options.mayWrite ?? false, person: options.person ?? null, now_s, log })
    const brokenOff: { doing: string; because: string }[] = []
    for (const [i, { name, doing, run }] of PHASES.entries()) {
      at((i + 1) / (PHASES.length + 1), doing)
      try {
        if (options.signal?.aborted) throw new Error('it was ended')
        evidence.put(name, await run(kit))
      } catch (error) {
        const because = error instanceof Error ? error.message : String(error)
        evidence.miss(name, because)
        if (!(error instanceof NotSeen)) brokenOff.push({ doing, because })
      }
    }
    return conclude(evidence, brokenOff)
  } finally {
    await log.at(-1)?.connection.disconnect()
    await air.close()
  }
}

function conclude(evidence: OpenEvidence, brokenOff: Conformance['brokenOff']): Conformance {
  const judgements = REQUIREMENTS.map((requirement) => ({
    id: requirement.id,
    title: requirement.title,
    verdict: verdictOn(requirement, evidence),
  }))
  const basics = seenOrNull(() => evidence.of('basics'))
  const identity = basics?.values.identity && decodeIdentity(basics.values.identity)
  return {
    name: evidence.neighbour.name,
    identity: identity?.ok ? identity.value : null,
    mtu: basics?.mtu ?? null,
    ok: brokenOff.length === 0 && judgements.every(({ verdict }) => verdict.state !== 'fails'),
    judgements,
    brokenOff,
  }
}

function verdictOn(requirement: Requirement, evidence: OpenEvidence): Verdict {
  if ('because' in requirement) return { state: 'not-seen', because: requirement.because }
  try {
    return requirement.judge(evidence)
  } catch (error) {
    if (error instanceof NotSeen) return { state: 'not-seen', because: error.message }
    throw error
  }
}

function seenOrNull<T>(see: () => T): T | null {
  try {
    return see()
  } catch (error) {
    if (error instanceof NotSeen) return null
    throw error
  }
}

const wordsOf = ({ side, serial }: Wanted): string =>
  [side && ` on the ${side} side`, serial && ` with serial number ${serial}`].filter(Boolean).join('')
