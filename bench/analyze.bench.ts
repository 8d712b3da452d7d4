import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SHARED } from '@solestream/testing'
import { has, median, paired, timed } from './measure.ts'

/** Goal 3: analyze of a one-hour session (CSV) against what a researcher would script: <= 0.33 x its CPU time, <= 0.4 x its peak memory. */
export async function run(): Promise<void> {
  const peers = join(SHARED, 'peers')
  if (!existsSync(peers)) return console.log(`${peers} is not there: nothing to analyze`)
  const folder = mkdtempSync(join(tmpdir(), 'analyze-bench-'))
  try {
    const csv = join(folder, 'session.csv')
    timed(process.execPath, [join(peers, 'make-session.mjs'), csv])
    const command = fileURLToPath(new URL('../dist/solestream.js', import.meta.url))
    const ours = () => timed(process.execPath, [command, 'analyze', csv, '--json'])
    const python = '/usr/bin/python3'
    if (!has(python) || !existsSync(python)) {
      const own = ours()
      return console.log(`analyze ${own.cpu_s.toFixed(2)} s CPU, ${own.peak_MB.toFixed(0)} MB; no ${python} to compare with`)
    }
    const { a, b } = paired(5, ours, () => timed(python, [join(peers, 'pandas_session.py'), csv]))
    const [cpuA, cpuB] = [median(a.map((x) => x.cpu_s)), median(b.map((x) => x.cpu_s))]
    const [memoryA, memoryB] = [median(a.map((x) => x.peak_MB)), median(b.map((x) => x.peak_MB))]
    const strides = (JSON.parse(a[0]!.stdout) as { strides: unknown[] }).strides.length
    console.log(
      `analyze --json ${cpuA.toFixed(2)} s CPU, ${memoryA.toFixed(0)} MB (${strides} strides, both feet); pandas script ${cpuB.toFixed(2)} s, ${memoryB.toFixed(0)} MB`,
    )
    console.log(`CPU ${(cpuA / cpuB).toFixed(2)} x (goal <= 0.33), memory ${(memoryA / memoryB).toFixed(2)} x (goal <= 0.4)`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
