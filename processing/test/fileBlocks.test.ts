import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRecording } from '@solestream/ingest/recordings'
import { createGait, type GaitResult } from '@solestream/processing/analysis'
import { SIDES, type InsoleDescription, type Mode, type SampleBlock } from '@solestream/processing/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cut, interleave, walk, type TwoFeet } from './walker.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-blocks-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function csvOf({ left, right }: TwoFeet): string {
  const lines = ['time_s,left_1,left_2,right_1,right_2']
  for (let i = 0; i < left.n; i++) {
    const both = [left, right].flatMap((f) => [...f.rows.subarray(i * f.sensors, (i + 1) * f.sensors)])
    lines.push([left.time_s[i]!, ...both].join(','))
  }
  return `${lines.join('\n')}\n`
}

function resultOf(insoles: readonly InsoleDescription[], mode: Mode, blocks: Iterable<SampleBlock>): GaitResult {
  const machine = createGait({ insoles, mode })
  for (const block of blocks) machine.push(block)
  machine.end()
  return machine.result()
}

describe.each([100, 50])('a file of both feet at %d Hz', (rate_Hz) => {
  it.each<Mode>(['online', 'offline'])('says the same as its samples in packets of five, %s', async (mode) => {
    const feet = walk({ seconds: 60, sensors: 2, rate_Hz })
    const file = join(folder, `${rate_Hz}-${mode}.csv`)
    writeFileSync(file, csvOf(feet))
    const recording = await openRecording(file)
    const { insoles } = recording
    const asPackets = resultOf(insoles, mode, interleave(SIDES.map((side) => cut(feet[side], [5]))))
    const asFile = resultOf(insoles, mode, recording.blocks())
    expect(asFile).toEqual(asPackets)
    for (const side of SIDES) expect(asFile.summary.doubleSupport_s?.[side]?.n).toBeGreaterThan(40)
  })
})
