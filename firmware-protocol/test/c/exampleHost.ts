import { execFileSync } from 'node:child_process'
import * as p from '@solestream/firmware-protocol'
import type { Command, Decoded, Response } from '@solestream/firmware-protocol'
import { fromHex, toHex } from '../vectorFiles.ts'

/** What the example insole said during one step. */
export interface Said {
  readonly notifications: readonly Uint8Array[]
  readonly responses: readonly Response[]
  readonly values: readonly Uint8Array[]
  /** The insole's tick after the step. */
  readonly tick: number
}

export interface Sample {
  readonly boot: number
  readonly sequence: number
  readonly tick: number
  readonly counts: readonly number[]
  readonly recovered: boolean
}

export function valueOf<T>(decoded: Decoded<T>): T {
  if (!decoded.ok) throw new Error(`${decoded.fault}: ${decoded.detail}`)
  return decoded.value
}
export const write = (command: Command): string => `write ${toHex(p.encodeCommand(command))}`

/** Runs the steps of c/example/boardStdio.c, and gives for each what was said. */
export function play(program: string, steps: readonly string[]): Said[] {
  const output = execFileSync(program, [], { input: `${steps.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 26 })
  const said: Said[] = []
  let now = { notifications: [] as Uint8Array[], responses: [] as Response[], values: [] as Uint8Array[] }
  for (const line of output.trimEnd().split('\n')) {
    const [what, rest = ''] = line.split(' ')
    if (what === 'notify') now.notifications.push(fromHex(rest))
    else if (what === 'indicate') now.responses.push(valueOf(p.decodeResponse(fromHex(rest))))
    else if (what === 'value') now.values.push(fromHex(rest))
    else {
      said.push({ ...now, tick: Number(rest) })
      now = { notifications: [], responses: [], values: [] }
    }
  }
  return said
}

/** In the order of arrival, through reassembler and decoder; a fault is an error here. */
export function samplesOf(said: readonly Said[]): Sample[] {
  const reassembler = p.createReassembler()
  const samples: Sample[] = []
  for (const notification of said.flatMap((s) => s.notifications)) {
    const { packet, fault, detail } = reassembler.push(notification)
    if (fault !== null) throw new Error(detail)
    if (packet === null) continue
    const { boot, sequence, tick, period_ticks, n, sensors, counts, recovered } = valueOf(p.decodeSamples(packet))
    for (let i = 0; i < n; i++)
      samples.push({
        boot,
        sequence: (sequence + i) % 2 ** 32,
        tick: (tick + i * period_ticks) % 2 ** 32,
        counts: Array.from({ length: sensors }, (_, k) => counts[k * n + i] ?? NaN),
        recovered,
      })
  }
  return samples
}
