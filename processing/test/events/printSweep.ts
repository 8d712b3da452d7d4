import type { GaitEventKind, Mode } from '@solestream/processing/model'
import { KINDS, MODES, scoreWalk } from './sweepScore.ts'
import { sweepWalks, type SweepWalk } from './sweepWalks.ts'

/** Makes the table of ALGORITHMS.md: `npx tsx processing/test/events/printSweep.ts [WALKS] [SEED] [raw]`. */
const scored = sweepWalks(Number(process.argv[2] ?? 400), Number(process.argv[3] ?? 11)).map((walk) => ({
  walk,
  score: scoreWalk(walk, process.argv[4] === 'raw'),
}))

const GROUPS: readonly (readonly [string, (walk: SweepWalk) => boolean])[] = [
  ['all', () => true],
  ['walking, heel strike', ({ settings }) => !settings.running && settings.footStrike === 'heel'],
  ['walking, midfoot or forefoot strike', ({ settings }) => !settings.running && ['mid', 'fore'].includes(settings.footStrike)],
  ['walking on the toes', ({ settings }) => !settings.running && settings.footStrike === 'toe'],
  ['running', ({ settings }) => settings.running],
  ['limping, severity above a half', ({ settings }) => settings.limp !== null && settings.limp.severity > 0.5],
  ['below 60 steps a minute', ({ settings }) => !settings.running && settings.cadence_per_min < 60],
  ['stopping every 5 to 25 s', ({ settings }) => settings.pauses !== null],
  ['drift above 50 kPa', ({ settings }) => settings.drift_kPa > 50],
  ['1 % of packets lost', ({ loss_ratio }) => loss_ratio > 0],
  ['50 Hz', ({ settings }) => settings.rate_Hz === 50],
  ...([1, 2, 8, 16, 99] as const).map((n) => [n === 1 ? '1 sensor' : `${n} sensors`, (walk: SweepWalk) => walk.sensors === n] as const),
]

const rolls = (kind: GaitEventKind): boolean => kind === 'foot-flat' || kind === 'heel-off'

function cell(walks: typeof scored, mode: Mode, kind: GaitEventKind): string {
  let [wanted, found, extra, error] = [0, 0, 0, 0]
  // of one sensor it is not asked
  const scores = walks.filter(({ walk }) => !rolls(kind) || walk.sensors > 1).map(({ score }) => score)
  for (const score of scores) {
    const one = score[mode][kind]
    wanted += one.wanted
    found += one.found
    extra += one.extra
    error += one.found * one.error_ms
  }
  if (found === 0) return scores.length === 0 ? 'unavailable' : 'none'
  const most = Math.max(...scores.map((s) => s[mode][kind].error_ms))
  return `${wanted - found} / ${extra} of ${wanted}, ${(error / found).toFixed(1)} (${most.toFixed(1)}) ms`
}

for (const mode of MODES) {
  console.log(`\n${mode}\n| | walks | ${KINDS.join(' | ')} |\n|---|---|---|---|---|---|`)
  for (const [name, of] of GROUPS) {
    const walks = scored.filter(({ walk }) => of(walk))
    console.log(`| ${name} | ${walks.length} | ${KINDS.map((kind) => cell(walks, mode, kind)).join(' | ')} |`)
  }
}
